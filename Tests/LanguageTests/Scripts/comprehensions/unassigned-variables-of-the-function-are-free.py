def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, str(error)[:120])

def in_element():
    if False: y = 1
    return [y for _ in [1]]

def in_condition():
    if False: y = 1
    return {x for x in [1] if y}

def in_first_iterable():
    if False: y = 1
    return [x for x in y]

def after_del():
    y = 1
    del y
    return {y: 1 for _ in range(2)}

def shared():
    if False: y = 1
    z = lambda: y
    return [y for _ in [1]]

t(in_element)
t(in_condition)
t(in_first_iterable)
t(after_del)
t(shared)

# expect: NameError cannot access free variable 'y' where it is not associated with a value in enclosing scope
# expect: NameError cannot access free variable 'y' where it is not associated with a value in enclosing scope
# expect: UnboundLocalError cannot access local variable 'y' where it is not associated with a value
# expect: NameError cannot access free variable 'y' where it is not associated with a value in enclosing scope
# expect: NameError cannot access free variable 'y' where it is not associated with a value in enclosing scope
