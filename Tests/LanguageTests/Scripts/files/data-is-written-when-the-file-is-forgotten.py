import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-data-is-written-when"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


def save():
    f = open(at("forgotten.txt"), "w")
    f.write("kept")
save()
print(open(at("forgotten.txt")).read())
f = open(at("forgotten.txt"), "w")
f.write("early")
f.flush()
print(open(at("forgotten.txt")).read())
f.write(" late")
f.close()
print(open(at("forgotten.txt")).read())
shutil.rmtree(folder)
# expect: kept
# expect: early
# expect: early late
