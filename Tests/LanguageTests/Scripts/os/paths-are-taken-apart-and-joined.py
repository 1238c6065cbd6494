import os, os.path
from os.path import join
for path in ("/a/b/c.txt", "a/b/", "c.tar.gz", "/", "", ".bashrc", "a//b/../c/./d", "../x", "//a", "a/.b.c"):
    print(repr(path), os.path.split(path), os.path.basename(path), os.path.dirname(path), os.path.splitext(path), os.path.normpath(path), os.path.isabs(path))
print(join("a", "b", "c"), join("a/", "b"), join("a", "/b"), join("", "b"), join("a", ""), os.sep, os.linesep == "\n", os.curdir, os.pardir, os.name)
print(os.path.commonprefix(["/usr/lib", "/usr/local"]), os.path.commonpath(["/usr/lib", "/usr/local/x"]), os.path.relpath("/a/b/c", "/a/d"), os.path.relpath("a/b", "a"))
print(os.path.abspath("x") == join(os.getcwd(), "x"), os.path.expanduser("a~"), os.fspath("p"), os.path.splitdrive("/a"))
for bad in (lambda: os.path.join("a", 5), lambda: os.path.basename(5), lambda: os.path.relpath(""), lambda: os.path.commonpath([])):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: '/a/b/c.txt' ('/a/b', 'c.txt') c.txt /a/b ('/a/b/c', '.txt') /a/b/c.txt True
# expect: 'a/b/' ('a/b', '')  a/b ('a/b/', '') a/b False
# expect: 'c.tar.gz' ('', 'c.tar.gz') c.tar.gz  ('c.tar', '.gz') c.tar.gz False
# expect: '/' ('/', '')  / ('/', '') / True
# expect: '' ('', '')   ('', '') . False
# expect: '.bashrc' ('', '.bashrc') .bashrc  ('.bashrc', '') .bashrc False
# expect: 'a//b/../c/./d' ('a//b/../c/.', 'd') d a//b/../c/. ('a//b/../c/./d', '') a/c/d False
# expect: '../x' ('..', 'x') x .. ('../x', '') ../x False
# expect: '//a' ('//', 'a') a // ('//a', '') //a True
# expect: 'a/.b.c' ('a', '.b.c') .b.c a ('a/.b', '.c') a/.b.c False
# expect: a/b/c a/b /b b a/ / True . .. posix
# expect: /usr/l /usr ../b/c b
# expect: True a~ p ('', '/a')
# expect: TypeError join() argument must be str, bytes, or os.PathLike object, not 'int'
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: ValueError no path specified
# expect: ValueError commonpath() arg is an empty sequence
