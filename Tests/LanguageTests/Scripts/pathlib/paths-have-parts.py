from pathlib import Path, PurePath, PurePosixPath, PosixPath
p = Path("/data") / "set" / "train.tar.gz"
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.root, p.anchor, list(p.parents), p.parents[1])
print(Path("a/b.txt").with_suffix(".csv"), Path("a/b.txt").with_name("c"), Path("a/b.txt").with_stem("z"), Path("a/b").with_suffix(".py"), Path("a/b.txt").with_suffix(""))
print(Path(), Path("."), Path("a//b/./c"), Path("a/../b"), Path("a", "b", "/c", "d"), "x" / Path("y"), Path("a").joinpath("b", "c"), Path("a") / Path("b"))
print(Path("a/b/c").relative_to("a"), Path("a/b").is_relative_to("x"), Path("/a").is_absolute(), Path("a").is_absolute(), Path("a/b").as_posix(), str(Path("a")), f"{Path('a/b')}")
print(Path("a") == Path("a/"), Path("a") < Path("b"), Path("a") == "a", len({Path("x"), Path("./x")}), sorted([Path("b"), Path("a")]), Path("a/b.py").match("*.py"), Path("/a/b.py").match("a/*.py"))
print(Path(".hidden").suffix == "", Path(".hidden").stem, Path("x.").suffix == "", Path("a.b.c").stem, PurePath("q"), repr(PurePosixPath("q")), isinstance(p, PurePath), isinstance(p, PosixPath), type(p))
for bad in (lambda: Path("a").relative_to("b"), lambda: Path("a").with_suffix("x"), lambda: Path("/").with_name("x"), lambda: Path(5), lambda: Path("a") / 5, lambda: Path("a").with_name("b/c"), lambda: Path("a") < "b"):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: /data/set/train.tar.gz PosixPath('/data/set/train.tar.gz') train.tar.gz train.tar .gz ['.tar', '.gz'] /data/set ('/', 'data', 'set', 'train.tar.gz') / / [PosixPath('/data/set'), PosixPath('/data'), PosixPath('/')] /data
# expect: a/b.csv a/c a/z.txt a/b.py a/b
# expect: . . a/b/c a/../b /c/d x/y a/b/c a/b
# expect: b/c False True False a/b a a/b
# expect: True True False 1 [PosixPath('a'), PosixPath('b')] True True
# expect: True .hidden True a.b q PurePosixPath('q') True True <class 'pathlib.PosixPath'>
# expect: ValueError 'a' is not in the subpath of 'b' OR one path is relative and the other is absolute.
# expect: ValueError Invalid suffix 'x'
# expect: ValueError PosixPath('/') has an empty name
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: TypeError unsupported operand type(s) for /: 'PosixPath' and 'int'
# expect: ValueError Invalid name 'b/c'
# expect: TypeError '<' not supported between instances of 'PosixPath' and 'str'
