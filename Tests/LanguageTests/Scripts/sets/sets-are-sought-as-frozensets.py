def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

s = {frozenset({1}), 2}
print({1} in s, {2} in s)
s.discard({1})
print(s)
t(lambda: s.remove({7}))
t(lambda: {1, 2}.issuperset([{1}]))
t(lambda: {1, 2}.issuperset([7, {1}]))
t(lambda: {1, 2} >= {1})

# expect: True False
# expect: {2}
# expect: KeyError {7}
# expect: TypeError unhashable type: 'set'
# expect: False
# expect: True
