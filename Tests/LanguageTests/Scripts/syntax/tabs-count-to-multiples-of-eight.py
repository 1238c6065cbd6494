if True:
	x = 1
	if x:
	    y = 2
	print(x, y)
if x:
        a = 3
print(a)

# expect: 1 2
# expect: 3
