import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-print-writes-to-file"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


with open(at("print.txt"), "w") as f:
    print("a", 1, sep="-", file=f)
    print("no end", end="", file=f, flush=True)
    print(open(at("print.txt")).read())
shutil.rmtree(folder)
# expect: a-1
# expect: no end
