import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.uniform(2, 3), random.choice("abc"), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1))
a = list(range(10)); random.shuffle(a)
print(a, random.sample(range(100), 5), random.choices([1, 2, 3], k=4), random.choices("ab", weights=[1, 3], k=5), random.randrange(0, 100, 7), random.getrandbits(16))
random.seed(0); print(random.random()); random.seed(2 ** 40 + 3); print(random.random())

# expect: 0.6394267984578837 1 2.741550499759833 a 0.2735990065583831 1.610071094463357 2.811460417586422
# expect: [3, 5, 2, 4, 9, 8, 7, 0, 6, 1] [71, 25, 91, 83, 89] [2, 1, 2, 3] ['a', 'b', 'b', 'b', 'a'] 84 22059
# expect: 0.8444218515250481
# expect: 0.21978710637116716
