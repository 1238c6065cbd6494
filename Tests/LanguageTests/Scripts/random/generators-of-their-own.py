import random
a, b = random.Random(7), random.Random(7)
random.seed(1)
print(a.random() == b.random(), a.randint(1, 100), random.random(), b.randint(1, 100), a.sample(range(10), 3), b.sample(range(10), 3))
items = list(range(8))
a.shuffle(items)
print(items, a.choice("xyz"), a.gauss(0, 1), a.getrandbits(8), isinstance(a, random.Random))
state = a.getstate()
first = [a.random() for _ in range(3)]
a.setstate(state)
print(first == [a.random() for _ in range(3)])
state = random.getstate()
x = random.random()
random.setstate(state)
print(x == random.random())
a.seed(7); b.seed(7.0)
print(a.random() == b.random(), random.Random(2**70).random())
# expect: True 20 0.13436424411240122 20 [6, 0, 1] [6, 0, 1]
# expect: [3, 6, 5, 7, 0, 4, 2, 1] y -0.6461038078540533 141 True
# expect: True
# expect: True
# expect: True 0.2327882718301838
