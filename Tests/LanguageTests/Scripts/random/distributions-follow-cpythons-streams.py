import random
random.seed(42)
for name, arguments in (("betavariate", (2, 3)), ("gammavariate", (0.5, 1)), ("gammavariate", (1, 2)), ("gammavariate", (3, 2)), ("lognormvariate", (0, 1)),
                        ("paretovariate", (3,)), ("weibullvariate", (1, 1.5)), ("vonmisesvariate", (0, 4)), ("vonmisesvariate", (1, 0)), ("triangular", (0, 10, 3)),
                        ("expovariate", (1.5,)), ("gauss", (0, 1)), ("gauss", (5, 2)), ("normalvariate", (0, 1)), ("uniform", (1, 5)), ("randint", (1, 6)), ("randrange", (0, 100, 7)), ("getrandbits", (40,))):
    print(name, [round(getattr(random, name)(*arguments), 12) for _ in range(3)])
print(random.randbytes(5), random.choices("abc", weights=[1, 2, 3], k=6), random.choices([1, 2], cum_weights=[1, 5], k=4), random.sample(range(10**12), 3), random.sample("abc", counts=[2, 1, 3], k=4), random.sample(range(50), 20))
for bad in (lambda: random.gammavariate(0, 1), lambda: random.betavariate(1, -1), lambda: random.sample([1], 2), lambda: random.choice([]), lambda: random.randint(3, 1), lambda: random.sample({1, 2}, 1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: betavariate [0.193930726697, 0.495578704526, 0.05941786384]
# expect: gammavariate [0.068114949353, 0.918371220859, 0.162276924636]
# expect: gammavariate [6.303045296877, 0.820737859762, 0.19466530268]
# expect: gammavariate [2.209068143913, 7.24305416647, 9.355457193794]
# expect: lognormvariate [3.69143284687, 1.687633103269, 4.350275294657]
# expect: paretovariate [1.332520125421, 1.50146784168, 1.01575872621]
# expect: weibullvariate [0.405940742527, 0.488693087392, 0.190514220301]
# expect: vonmisesvariate [6.092691473928, 5.544088473347, 0.170013862361]
# expect: vonmisesvariate [4.071726411114, 3.827282984954, 1.075295839849]
# expect: triangular [5.645562706448, 2.214062964971, 3.40923987108]
# expect: expovariate [3.039070912295, 0.681100386973, 0.542714713445]
# expect: gauss [-0.768323333672, -1.763749620618, 0.117308080897]
# expect: gauss [3.576627484911, 6.705962467629, 5.348821455062]
# expect: normalvariate [-0.504991525016, -0.922695641817, -2.095275855657]
# expect: uniform [2.83540741035, 2.059520665992, 1.986510030776]
# expect: randint [5, 5, 3]
# expect: randrange [77, 63, 42]
# expect: getrandbits [643806247029, 396852403351, 1096158635960]
# expect: b'\xf0\x9f^\xff#' ['c', 'a', 'a', 'a', 'c', 'c'] [2, 1, 2, 2] [277150435753, 609761138617, 747373620112] ['c', 'a', 'b', 'c'] [21, 7, 18, 27, 10, 29, 0, 16, 32, 11, 41, 6, 19, 39, 12, 9, 23, 45, 43, 37]
# expect: ValueError gammavariate: alpha and beta must be > 0.0
# expect: ValueError gammavariate: alpha and beta must be > 0.0
# expect: ValueError Sample larger than population or is negative
# expect: IndexError Cannot choose from an empty sequence
# expect: ValueError empty range for randrange() (3, 2, -1)
# expect: TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
