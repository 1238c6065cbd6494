import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-closed-files-and-wro"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


import io
f = open(at("closed.txt"), "w")
f.close()
f.close()
for bad in (lambda: f.write("x"), lambda: f.read(), lambda: f.flush(), lambda: list(f), lambda: f.tell(), lambda: f.__enter__()):
    try:
        bad()
    except ValueError as error:
        print(error)
for make, use in ((lambda: open(at("closed.txt"), "w"), lambda f: f.read()), (lambda: open(at("closed.txt")), lambda f: f.write("x")),
                  (lambda: open(at("closed.txt"), "wb"), lambda f: f.read()), (lambda: open(at("closed.txt"), "rb"), lambda f: f.write(b"x")),
                  (lambda: open(at("closed.txt")), lambda f: f.seek(1, 1)), (lambda: open(at("closed.txt")), lambda f: f.seek(-1)),
                  (lambda: open(at("closed.txt"), "w"), lambda f: f.write(b"x")), (lambda: open(at("closed.txt"), "wb"), lambda f: f.write("x"))):
    with make() as f:
        try:
            use(f)
        except Exception as error:
            print(type(error).__name__, error, isinstance(error, OSError), isinstance(error, ValueError))
print(io.UnsupportedOperation)
shutil.rmtree(folder)
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: I/O operation on closed file.
# expect: UnsupportedOperation not readable True True
# expect: UnsupportedOperation not writable True True
# expect: UnsupportedOperation read True True
# expect: UnsupportedOperation write True True
# expect: UnsupportedOperation can't do nonzero cur-relative seeks True True
# expect: ValueError negative seek position -1 False True
# expect: TypeError write() argument must be str, not bytes False False
# expect: TypeError a bytes-like object is required, not 'str' False False
# expect: <class 'io.UnsupportedOperation'>
