import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-paths-read-and-write"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


from pathlib import Path
import os
base = Path(at("plib"))
(base / "sub").mkdir(parents=True, exist_ok=True)
f = base / "note.txt"
print(f.write_text("né\nzwei\n"), f.read_text().splitlines(), f.exists(), f.is_file(), base.is_dir(), f.stat().st_size, f.read_bytes())
(base / "sub" / "x.py").touch()
(base / "y.py").write_bytes(b"pass")
print(show([sorted(base.iterdir()), sorted(base.glob("*.py")), sorted(base.rglob("*.py")), sorted(p.name for p in base.glob("**/*")), sorted(base.glob("n*")), sorted(base.glob("*/x.*"))]))
with f.open() as h:
    print(h.readline(), end="")
with open(f) as h:
    print(len(h.read()), show(os.path.join(base, "z")), os.path.exists(f), show(os.fspath(f)))
print(Path.cwd() == Path(os.getcwd()), (Path.cwd() / "a").relative_to(Path.cwd()), f.resolve() == f, f.absolute() == f.resolve(), show(f.rename(base / "renamed.txt")), f.exists())
for bad in (lambda: f.read_text(), lambda: base.mkdir(), lambda: f.unlink(), lambda: base.rmdir(), lambda: f.write_text(5), lambda: base.read_text(), lambda: (base / "no" / "no").mkdir()):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, show(error))
f.unlink(missing_ok=True)
for p in sorted(base.rglob("*"), reverse=True):
    p.unlink() if p.is_file() else p.rmdir()
base.rmdir()
print(base.exists())
shutil.rmtree(folder)
# expect: 8 ['né', 'zwei'] True True True 9 b'n\xc3\xa9\nzwei\n'
# expect: [[PosixPath('plib/note.txt'), PosixPath('plib/sub'), PosixPath('plib/y.py')], [PosixPath('plib/y.py')], [PosixPath('plib/sub/x.py'), PosixPath('plib/y.py')], ['note.txt', 'sub', 'x.py', 'y.py'], [PosixPath('plib/note.txt')], [PosixPath('plib/sub/x.py')]]
# expect: né
# expect: 8 plib/z True plib/note.txt
# expect: True a True True plib/renamed.txt False
# expect: FileNotFoundError [Errno 2] No such file or directory: 'plib/note.txt'
# expect: FileExistsError [Errno 17] File exists: 'plib'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'plib/note.txt'
# expect: OSError [Errno 39] Directory not empty: 'plib'
# expect: TypeError data must be str, not int
# expect: IsADirectoryError [Errno 21] Is a directory: 'plib'
# expect: FileNotFoundError [Errno 2] No such file or directory: 'plib/no/no'
# expect: False
