import random

random.seed(2 ** 100 + 7)
print(random.random(), random.getrandbits(100), random.getrandbits(64), random.getrandbits(65), random.getrandbits(0))
print(random.randrange(10 ** 30), random.randint(-10 ** 25, 10 ** 25), random.randrange(0, 10 ** 30, 7), random.randrange(10 ** 30, 0, -3))
random.seed(5)
print(random.randint(0, 2 ** 64), random.randrange(2 ** 63), random.randint(1, 6))
try:
    random.randrange(5, 5 - 2 ** 70)
except ValueError as e:
    print(e)

# expect: 0.41604161323913513 440244801203883525121895751350 13988688003495507304 29079415961757512294 0
# expect: 894917142830616879656965966328 6101689372864452761798530 123210337967235735062534339197 504133334260897865629066488343
# expect: 15501686781378355951 2088281501638027405 3
# expect: empty range for randrange() (5, -1180591620717411303419, -1180591620717411303424)
