import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-folders-and-files-ar"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


import os
os.makedirs(at("tree")+"/a/b", exist_ok=True)
os.makedirs(at("tree")+"/a/b", exist_ok=True)
open(at("tree")+"/one.txt", "w").write("1")
open(at("tree")+"/a/two.txt", "w").write("22")
print(sorted(os.listdir(at("tree"))), os.path.exists(at("tree")+"/a"), os.path.isdir(at("tree")+"/a"), os.path.isfile(at("tree")+"/one.txt"), os.path.getsize(at("tree")+"/a/two.txt"), os.path.islink(at("tree")))
for root, dirs, files in os.walk(at("tree")):
    dirs.sort()
    print(show(root), dirs, sorted(files))
print([show(root) for root, dirs, files in os.walk(at("tree"), topdown=False)])
print(os.stat(at("tree")+"/one.txt").st_size, os.path.getmtime(at("tree")+"/one.txt") > 1e9)
os.rename(at("tree")+"/one.txt", at("tree")+"/uno.txt")
os.replace(at("tree")+"/uno.txt", at("tree")+"/a/two.txt")
print(os.listdir(at("tree")), open(at("tree")+"/a/two.txt").read())
for bad in (lambda: os.mkdir(at("tree")+"/a"), lambda: os.makedirs(at("tree")+"/a"), lambda: os.remove(at("tree")+"/none"), lambda: os.rmdir(at("tree")+"/a"), lambda: os.mkdir(at("tree")+"/x/y"), lambda: os.listdir(at("tree")+"/none"), lambda: os.stat(at("tree")+"/none"), lambda: os.path.getsize(at("tree")+"/none"), lambda: os.rename(at("tree")+"/none", at("tree")+"/x")):
    try:
        bad()
    except OSError as error:
        print(type(error).__name__, error.errno, error.strerror, show(error.filename))
os.remove(at("tree")+"/a/two.txt")
os.rmdir(at("tree")+"/a/b"); os.rmdir(at("tree")+"/a"); os.rmdir(at("tree"))
print(os.path.exists(at("tree")), os.getenv("NO_SUCH_VARIABLE"), os.getenv("NO_SUCH_VARIABLE", "x"), "PATH" in os.environ, os.environ.get("NO_SUCH"), os.cpu_count() > 0, type(os.getpid()).__name__)
shutil.rmtree(folder)
# expect: ['a', 'one.txt'] True True True 2 False
# expect: tree ['a'] ['one.txt']
# expect: tree/a ['b'] ['two.txt']
# expect: tree/a/b [] []
# expect: ['tree/a/b', 'tree/a', 'tree']
# expect: 1 True
# expect: ['a'] 1
# expect: FileExistsError 17 File exists tree/a
# expect: FileExistsError 17 File exists tree/a
# expect: FileNotFoundError 2 No such file or directory tree/none
# expect: OSError 39 Directory not empty tree/a
# expect: FileNotFoundError 2 No such file or directory tree/x/y
# expect: FileNotFoundError 2 No such file or directory tree/none
# expect: FileNotFoundError 2 No such file or directory tree/none
# expect: FileNotFoundError 2 No such file or directory tree/none
# expect: FileNotFoundError 2 No such file or directory tree/none
# expect: False None x True None True int
