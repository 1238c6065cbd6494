s = 'abc'
it = iter(s)
print(next(it), next(it), next(it))
try:
    next(it)
except StopIteration as e:
    print(repr(e))
class Reverse:
    """Iterator for looping over a sequence backwards."""
    def __init__(self, data):
        self.data = data
        self.index = len(data)
    def __iter__(self):
        return self
    def __next__(self):
        if self.index == 0:
            raise StopIteration
        self.index = self.index - 1
        return self.data[self.index]
rev = Reverse('spam')
print(iter(rev) is rev, [char for char in rev], list(rev))
def reverse(data):
    for index in range(len(data)-1, -1, -1):
        yield data[index]
for char in reverse('golf'):
    print(char)
print(sum(i*i for i in range(10)))
xvec, yvec = [10, 20, 30], [7, 5, 3]
print(sum(x*y for x, y in zip(xvec, yvec)))
data = 'golf'
print(list(data[i] for i in range(len(data)-1, -1, -1)))

# expect: a b c
# expect: StopIteration()
# expect: True ['m', 'a', 'p', 's'] []
# expect: f
# expect: l
# expect: o
# expect: g
# expect: 285
# expect: 260
# expect: ['f', 'l', 'o', 'g']
