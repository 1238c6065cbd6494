t = """one
  two "quoted"
three\
 joined"""
print(t)
print(repr('''a
b'''))

# expect: one
# expect:   two "quoted"
# expect: three joined
# expect: 'a\nb'
