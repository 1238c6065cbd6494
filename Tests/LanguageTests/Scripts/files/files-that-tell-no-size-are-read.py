import os

path = f"/tmp/svertka-script-{os.getpid()}-no-size.txt"
# /proc makes its files while they are read.
with open("/proc/self/stat") as file:
    print(len(file.read().split()) > 20)
print(len(open("/proc/self/cmdline", "rb").read()) > 0)
with open(path, "w") as file:
    pass
with open(path, "r+") as file:
    print(repr(file.read()), file.write("now"))
print(open(path).read())
os.remove(path)
# expect: True
# expect: True
# expect: '' 3
# expect: now
