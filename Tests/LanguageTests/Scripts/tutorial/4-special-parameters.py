def standard_arg(arg):
    print(arg)
def pos_only_arg(arg, /):
    print(arg)
def kwd_only_arg(*, arg):
    print(arg)
def combined_example(pos_only, /, standard, *, kwd_only):
    print(pos_only, standard, kwd_only)
standard_arg(2)
standard_arg(arg=2)
pos_only_arg(1)
kwd_only_arg(arg=3)
combined_example(1, 2, kwd_only=3)
combined_example(1, standard=2, kwd_only=3)
for wrong in [lambda: pos_only_arg(arg=1), lambda: kwd_only_arg(3), lambda: combined_example(1, 2, 3),
              lambda: combined_example(pos_only=1, standard=2, kwd_only=3), lambda: kwd_only_arg()]:
    try:
        wrong()
    except TypeError as e:
        print(e)
def foo(name, **kwds):
    return 'name' in kwds
try:
    foo(1, **{'name': 2})
except TypeError as e:
    print(e)
def bar(name, /, **kwds):
    return 'name' in kwds
print(bar(1, **{'name': 2}))

# expect: 2
# expect: 2
# expect: 1
# expect: 3
# expect: 1 2 3
# expect: 1 2 3
# expect: pos_only_arg() got some positional-only arguments passed as keyword arguments: 'arg'
# expect: kwd_only_arg() takes 0 positional arguments but 1 was given
# expect: combined_example() takes 2 positional arguments but 3 were given
# expect: combined_example() got some positional-only arguments passed as keyword arguments: 'pos_only'
# expect: kwd_only_arg() missing 1 required keyword-only argument: 'arg'
# expect: foo() got multiple values for argument 'name'
# expect: True
