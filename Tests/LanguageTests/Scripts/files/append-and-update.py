import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-append-and-update"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


open(at("au.txt"), "w").write("one\n")
with open(at("au.txt"), "a") as f:
    print(f.tell(), f.write("two\n"), f.tell())
with open(at("au.txt"), "a") as f:
    f.write("three\n")
print(open(at("au.txt")).read().split())
with open(at("au.txt"), "r+") as f:
    print(f.readline(), f.tell())
    f.seek(0)
    f.write("ONE")
    f.seek(0, 2)
    f.write("end")
print(open(at("au.txt")).read())
with open(at("au.txt"), "a+") as f:
    print(repr(f.read()))
    f.seek(0)
    print(f.read(3))
    f.write("!")
with open(at("au.txt"), "w+") as f:
    f.write("abcdef")
    f.seek(2)
    print(f.read(2), f.truncate(3), f.tell())
    f.seek(0)
    print(f.read())
shutil.rmtree(folder)
# expect: 4 4 8
# expect: ['one', 'two', 'three']
# expect: one
# expect:  4
# expect: ONE
# expect: two
# expect: three
# expect: end
# expect: ''
# expect: ONE
# expect: cd 3 4
# expect: abc
