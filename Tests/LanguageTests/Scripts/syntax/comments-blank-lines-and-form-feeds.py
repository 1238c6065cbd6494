# first
def f():
    # in the body

        # further right
    x = 1
# at the margin
    return x  # behind


print(f())
if True:
    pass
    # last of a block
# after
else:
    pass
print("end") # no newline behind

# expect: 1
# expect: end
