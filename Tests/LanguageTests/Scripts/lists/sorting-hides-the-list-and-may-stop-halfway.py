l=[3,1,2]
def key(x): print(l); return x
l.sort(key=key); print(l)
def bad(x): l.append(9); return x
try: l.sort(key=bad)
except ValueError as e: print(e, l)
l=[3,1,'a',2,0]
try: l.sort()
except TypeError as e: print(e,l)
try: [1,[2],3].sort(reverse=True)
except TypeError as e: print(e)

# expect: []
# expect: []
# expect: []
# expect: [1, 2, 3]
# expect: list modified during sort [1, 2, 3]
# expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'a', 2, 0]
# expect: '<' not supported between instances of 'list' and 'int'
