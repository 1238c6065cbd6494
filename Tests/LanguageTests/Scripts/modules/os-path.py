import os, os.path
print(os.path.join("a", "b", "c.txt"), os.path.join("a", "/b"), os.path.splitext("x/a.tar.gz"), os.path.split("/a/b"), os.path.basename("/a/b/"), os.path.dirname("/a/b"), os.path.normpath("a//b/../c/."), os.path.isabs("/a"), os.path.exists("/nosuchfile"), os.sep)

# expect: a/b/c.txt /b ('x/a.tar', '.gz') ('/a', 'b')  /a a/c True False /
