print("\d" == "\\d", "\ " == "\\ ")
x = 5
print(x is 5 or True)

# expect: True True
# expect: True
