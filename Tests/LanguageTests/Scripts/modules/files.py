import os
name = "/tmp/svertka-language-test-file.txt"
with open(name, "w") as f:
    print(f.write("one\ntwo\n"), f.closed)
    print("три", file=f)
print(f.closed)
with open(name) as f: print(f.read())
with open(name) as f: print([line.strip() for line in f], f.readline() == "")
with open(name, "a") as f: f.writelines(["x", "y"])
with open(name) as f: print(f.readline(), f.readlines(), f.read(3) == "")
with open(name, "rb") as f: print(f.read(4), f.read()[:3])
os.remove(name)
try: open(name)
except FileNotFoundError as e: print(type(e).__name__, e)

# expect: 8 False
# expect: True
# expect: one
# expect: two
# expect: три
# expect:
# expect: ['one', 'two', 'три'] True
# expect: one
# expect:  ['two\n', 'три\n', 'xy'] True
# expect: b'one\n' b'two'
# expect: FileNotFoundError [Errno 2] No such file or directory: '/tmp/svertka-language-test-file.txt'
