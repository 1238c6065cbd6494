import io
f = io.StringIO("one\ntwo\n")
print(f.read(3), f.tell(), f.readline() == "\n", f.readlines(), f.read() == "", f.getvalue() == "one\ntwo\n")
f = io.StringIO()
print(f.write("né"), f.tell(), f.seek(1), f.write("X"), f.getvalue(), f.seek(0), f.read())
print("line", 2, file=f)
f.seek(0)
print([line for line in f], f.truncate(2), f.getvalue(), f.closed)
with io.StringIO("x") as g:
    print(g.read(), g.readable(), g.writable(), g.seekable(), g.isatty())
try:
    g.read()
except ValueError as error:
    print(error)
for bad in (lambda: f.write(5), lambda: io.StringIO(5), lambda: f.seek(-1), lambda: io.StringIO(b"x"), lambda: f.fileno()):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
f = io.StringIO("abc")
print(f.seek(0, 2), f.write("d"), f.getvalue(), f.seek(10), f.tell(), next(io.StringIO("a\nb")), type(f))
# expect: one 3 True ['two\n'] True True
# expect: 2 2 1 1 nX 0 nX
# expect: ['nXline 2\n'] 2 nX False
# expect: x True True True False
# expect: I/O operation on closed file
# expect: TypeError string argument expected, got 'int'
# expect: TypeError initial_value must be str or None, not int
# expect: ValueError Negative seek position -1
# expect: TypeError initial_value must be str or None, not bytes
# expect: UnsupportedOperation fileno
# expect: 3 1 abcd 10 10 a
# expect:  <class '_io.StringIO'>
