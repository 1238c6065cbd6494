import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-errors-tell-number-a"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")



for name, mode in ((at("missing.txt"), "r"), (at("missing/x.txt"), "w"), (at("."), "r"), (at("."), "w")):
    try:
        open(name, mode)
    except OSError as error:
        print(type(error).__name__, show(error), error.errno, error.strerror, show(error.filename), error.args)
open(at("there.txt"), "w").close()
try:
    open(at("there.txt"), "x")
except FileExistsError as error:
    print(show(error), isinstance(error, OSError))
try:
    open(at("there.txt/below"))
except NotADirectoryError as error:
    print(show(error))
for mode in ("q", "rw", "", "rbt", "r+w", "rr", "b"):
    try:
        open(at("there.txt"), mode)
    except ValueError as error:
        print(repr(mode), error)
for bad in (lambda: open(at("there.txt"), "rb", encoding="utf-8"), lambda: open(["x"]), lambda: open("a\0b"), lambda: open(at("there.txt"), newline="x"), lambda: open(at("there.txt"), 5)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
print(repr(OSError(2, "No such file", "f")), str(OSError(2, "No such file", "f")), str(OSError(5, "x")), str(OSError("only")), OSError("only").errno)
print(type(OSError(17, "x")).__name__, type(IOError(13, "x")).__name__, IOError is OSError, repr(FileNotFoundError(2, "gone")))
shutil.rmtree(folder)
# expect: FileNotFoundError [Errno 2] No such file or directory: 'missing.txt' 2 No such file or directory missing.txt (2, 'No such file or directory')
# expect: FileNotFoundError [Errno 2] No such file or directory: 'missing/x.txt' 2 No such file or directory missing/x.txt (2, 'No such file or directory')
# expect: IsADirectoryError [Errno 21] Is a directory: '.' 21 Is a directory . (21, 'Is a directory')
# expect: IsADirectoryError [Errno 21] Is a directory: '.' 21 Is a directory . (21, 'Is a directory')
# expect: [Errno 17] File exists: 'there.txt' True
# expect: [Errno 20] Not a directory: 'there.txt/below'
# expect: 'q' invalid mode: 'q'
# expect: 'rw' must have exactly one of create/read/write/append mode
# expect: '' Must have exactly one of create/read/write/append mode and at most one plus
# expect: 'rbt' can't have text and binary mode at once
# expect: 'r+w' must have exactly one of create/read/write/append mode
# expect: 'rr' invalid mode: 'rr'
# expect: 'b' Must have exactly one of create/read/write/append mode and at most one plus
# expect: ValueError binary mode doesn't take an encoding argument
# expect: TypeError expected str, bytes or os.PathLike object, not list
# expect: ValueError embedded null byte
# expect: ValueError illegal newline value: x
# expect: TypeError open() argument 'mode' must be str, not int
# expect: FileNotFoundError(2, 'No such file') [Errno 2] No such file: 'f' [Errno 5] x only None
# expect: FileExistsError PermissionError True FileNotFoundError(2, 'gone')
