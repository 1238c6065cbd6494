def v(x): print("v", x, end="; "); return x
print(v(1) < v(2) < v(3), v(3) < v(2) < v(1))
print(1 < 2 > 1 != 3 == 3 in [3], 1 in [1] == True, 1 is 1 is not None, 3 not in [1] not in [[2]])
print(not 1 == 2, not (1 < 2) == False, "a" < "b" <= "b")

# expect: v 1; v 2; v 3; v 3; v 2; True False
# expect: True False True True
# expect: True True True
