import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-names-by-patterns"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


import glob, fnmatch, os
os.makedirs(at("gl")+"/sub", exist_ok=True)
for name in ("a.txt", "b.txt", "c.md", ".hidden.txt", "sub/d.txt", "e1.dat", "e2.dat"):
    open(at("gl")+"/" + name, "w").close()
print(show([sorted(glob.glob(at("gl")+"/*.txt")), sorted(glob.glob(at("gl")+"/**/*.txt", recursive=True)), sorted(glob.glob(at("gl")+"/*/*.txt")), sorted(glob.glob(at("gl")+"/e?.dat")), sorted(glob.glob(at("gl")+"/[ab].txt")), sorted(glob.glob(at("gl")+"/[!ab].*")), glob.glob(at("gl")+"/none*"), glob.glob(at("gl")+"/c.md")]))
print(fnmatch.fnmatch("a.txt", "*.txt"), fnmatch.fnmatch("a.txt", "?.tx"), fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatch.fnmatch("x[1]", "x[[]1]"), fnmatch.fnmatch("ab", "*a*b*"), fnmatch.fnmatch("", "*"))
shutil.rmtree(folder)
# expect: [['gl/a.txt', 'gl/b.txt'], ['gl/a.txt', 'gl/b.txt', 'gl/sub/d.txt'], ['gl/sub/d.txt'], ['gl/e1.dat', 'gl/e2.dat'], ['gl/a.txt', 'gl/b.txt'], ['gl/c.md'], [], ['gl/c.md']]
# expect: True False ['a.py', 'c.py'] True True True
