a = []
print(callable(len), callable(int), callable("a"), id(a) == id(a), id(a) != id([1]))

# expect: True True False True True
