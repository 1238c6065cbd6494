match = 1; case = 2; _ = 3; type = 4
print(match, case, _, type, match + case, match[0:] if False else match)
match = [1, 2, 3]
print(match[0], match [1], match
      [2])
def case(x): return x
print(case(5), case (6))
class match:
    case = 7
print(match.case)
match = lambda *a: a
print(match(1), match (2), match(*[3]))

# expect: 1 2 3 4 3 1
# expect: 1 2 3
# expect: 5 6
# expect: 7
# expect: (1,) (2,) (3,)
