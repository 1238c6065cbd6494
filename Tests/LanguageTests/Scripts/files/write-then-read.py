import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-write-then-read"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


with open(at("wtr.txt"), "w") as f:
    print(f.write("first\n"), f.write("zweite é\n"), f.writable(), f.readable(), f.mode, show(f.name), f.closed)
    f.writelines(["a\n", "b"])
print(f.closed)
with open(at("wtr.txt")) as f:
    print(repr(f.read()), repr(f.read()))
with open(at("wtr.txt"), encoding="utf-8") as f:
    print(repr(f.readline()), repr(f.read(3)), f.readlines())
print([line.rstrip() for line in open(at("wtr.txt"))], len(open(at("wtr.txt"), "rb").read()))
with open(at("wtr.txt")) as f:
    for number, line in enumerate(f, 1):
        print(number, line, end="")
print()
with open(at("wtr.txt")) as f:
    print(next(f), next(f), list(f))
print(show(f))
shutil.rmtree(folder)
# expect: 6 9 True False w wtr.txt False
# expect: True
# expect: 'first\nzweite é\na\nb' ''
# expect: 'first\n' 'zwe' ['ite é\n', 'a\n', 'b']
# expect: ['first', 'zweite é', 'a', 'b'] 19
# expect: 1 first
# expect: 2 zweite é
# expect: 3 a
# expect: 4 b
# expect: first
# expect:  zweite é
# expect:  ['a\n', 'b']
# expect: <_io.TextIOWrapper name='wtr.txt' mode='r' encoding='UTF-8'>
