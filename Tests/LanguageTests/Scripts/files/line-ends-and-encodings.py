import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-line-ends-and-encodi"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


with open(at("enc.txt"), "w", encoding="latin-1", newline="\r\n") as f:
    f.write("é\nß\n")
print(open(at("enc.txt"), "rb").read(), repr(open(at("enc.txt"), encoding="latin-1").read()))
open(at("enc.txt"), "w", encoding="utf-16").write("hi€")
print(open(at("enc.txt"), encoding="utf-16").read(), len(open(at("enc.txt"), "rb").read()))
open(at("enc.txt"), "wb").write(b"\xef\xbb\xbfmark")
print(repr(open(at("enc.txt"), encoding="utf-8").read()), repr(open(at("enc.txt"), encoding="utf-8-sig").read()))
open(at("enc.txt"), "wb").write(b"ok \xff bad")
try:
    open(at("enc.txt"), encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error, error.start, error.end, error.reason, error.encoding, error.object)
print(open(at("enc.txt"), encoding="utf-8", errors="replace").read(), open(at("enc.txt"), encoding="utf-8", errors="ignore").read(), open(at("enc.txt"), encoding="ascii", errors="backslashreplace").read())
try:
    open(at("enc.txt"), "w", encoding="ascii").write("naïve")
except UnicodeEncodeError as error:
    print(error)
try:
    open(at("enc.txt"), encoding="klingon")
except LookupError as error:
    print(error)
shutil.rmtree(folder)
# expect: b'\xe9\r\n\xdf\r\n' 'é\nß\n'
# expect: hi€ 8
# expect: '\ufeffmark' 'mark'
# expect: 'utf-8' codec can't decode byte 0xff in position 3: invalid start byte 3 4 invalid start byte utf-8 b'ok \xff bad'
# expect: ok � bad ok  bad ok \xff bad
# expect: 'ascii' codec can't encode character '\xef' in position 2: ordinal not in range(128)
# expect: unknown encoding: klingon
