x = [1, 2, 3]
del x[1], x[0]
print(x)
y = 1
del y
try: y
except NameError as e: print(e)
if True: pass

# expect: [3]
# expect: name 'y' is not defined
