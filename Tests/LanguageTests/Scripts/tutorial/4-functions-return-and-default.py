def fib2(n):
    """Return a list containing the Fibonacci series up to n."""
    result = []
    a, b = 0, 1
    while a < n:
        result.append(a)
        a, b = b, a+b
    return result
f100 = fib2
print(f100(100), fib2.__doc__, print(end=""))
i = 5
def f(arg=i):
    print(arg)
i = 6
f()
def g(a, L=[]):
    L.append(a)
    return L
print(g(1), g(2), g(3))
def h(a, L=None):
    if L is None:
        L = []
    L.append(a)
    return L
print(h(1), h(2))
def ask_ok(prompt, retries=4, reminder='Please try again!', answers=iter(['maybe', 'perhaps', 'yes'])):
    while True:
        reply = next(answers)
        if reply in {'y', 'ye', 'yes'}:
            return True
        retries = retries - 1
        if retries < 0:
            raise ValueError('invalid user response')
        print(reminder)
print(ask_ok('OK?'))

# expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89] Return a list containing the Fibonacci series up to n. None
# expect: 5
# expect: [1, 2, 3] [1, 2, 3] [1, 2, 3]
# expect: [1] [2]
# expect: Please try again!
# expect: Please try again!
# expect: True
