x = 5
print(f"""first {x}
second {
    x
    + 1
} third {x
:>4}""")

# expect: first 5
# expect: second 6 third    5
