import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-bytes-in-files"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


data = bytes(range(256))
with open(at("bin.dat"), "wb") as f:
    print(f.write(data), show(f))
with open(at("bin.dat"), "rb") as f:
    print(f.read(4), f.tell(), f.seek(-2, 2), f.read(), f.seek(10), f.read(1), f.seek(2, 1), f.read(1), f.mode)
with open(at("bin.dat"), "rb+") as f:
    f.seek(3)
    f.write(b"XYZ")
    f.seek(0)
    print(f.read(8), show(f))
print(open(at("bin.dat"), "rb").read() == data, open(at("bin.dat"), "rb").readline())
open(at("lines.dat"), "wb").write(b"a\r\nb\rc\n")
print(list(open(at("lines.dat"), "rb")), list(open(at("lines.dat"))), list(open(at("lines.dat"), newline="")), list(open(at("lines.dat"), newline="\n")))
shutil.rmtree(folder)
# expect: 256 <_io.BufferedWriter name='bin.dat'>
# expect: b'\x00\x01\x02\x03' 4 254 b'\xfe\xff' 10 b'\n' 13 b'\r' rb
# expect: b'\x00\x01\x02XYZ\x06\x07' <_io.BufferedRandom name='bin.dat'>
# expect: False b'\x00\x01\x02XYZ\x06\x07\x08\t\n'
# expect: [b'a\r\n', b'b\rc\n'] ['a\n', 'b\n', 'c\n'] ['a\r\n', 'b\r', 'c\n'] ['a\r\n', 'b\rc\n']
