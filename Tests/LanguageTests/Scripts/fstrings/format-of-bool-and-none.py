print(f"{True} {None} {True:5} {False:d} {True:>6}|")

# expect: True None     1 0      1|
