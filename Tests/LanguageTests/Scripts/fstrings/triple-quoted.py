x = 5
print(f"""line {x}
{x
 + 1} end""")

# expect: line 5
# expect: 6 end
