class Stack(list):
    pass


class Money(float):
    pass


class Name(str):
    pass


for f in (lambda: Money(1) + "a", lambda: Stack([1]) - [1], lambda: Stack() < 5, lambda: Name("a") - "a", lambda: Stack()["a"], lambda: Money(1)[0], lambda: len(Money(1)), lambda: Money(1)(), lambda: Stack().nothing, lambda: {}[Stack()], lambda: -Name("a")):
    try:
        print(f())
    except (TypeError, AttributeError, KeyError) as e:
        print(e)

# expect: unsupported operand type(s) for +: 'Money' and 'str'
# expect: unsupported operand type(s) for -: 'Stack' and 'list'
# expect: '<' not supported between instances of 'Stack' and 'int'
# expect: unsupported operand type(s) for -: 'Name' and 'str'
# expect: list indices must be integers or slices, not str
# expect: 'Money' object is not subscriptable
# expect: object of type 'Money' has no len()
# expect: 'Money' object is not callable
# expect: 'Stack' object has no attribute 'nothing'
# expect: unhashable type: 'Stack'
# expect: bad operand type for unary -: 'Name'
