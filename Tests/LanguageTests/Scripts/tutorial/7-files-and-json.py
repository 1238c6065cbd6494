import json, os
name = '/tmp/svertka-tutorial-file.txt'
with open(name, 'w', encoding='utf-8') as f:
    print(f.write('This is a test\n'), f.closed)
    f.write(str(('the answer', 42)))
print(f.closed)
try:
    f.read()
except ValueError as e:
    print(e)
f = open(name)
print(repr(f.readline()), repr(f.readline()), repr(f.readline()))
f.close()
for line in open(name):
    print(line, end='')
print()
with open(name) as f:
    print(repr(f.read()), repr(f.read()))
x = [1, 'simple', 'list']
print(json.dumps(x))
with open(name, 'w') as f:
    json.dump(x, f)
with open(name) as f:
    print(json.load(f))
os.remove(name)

# expect: 15 False
# expect: True
# expect: I/O operation on closed file.
# expect: 'This is a test\n' "('the answer', 42)" ''
# expect: This is a test
# expect: ('the answer', 42)
# expect: "This is a test\n('the answer', 42)" ''
# expect: [1, "simple", "list"]
# expect: [1, 'simple', 'list']
