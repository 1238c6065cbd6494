# An instance may become one of another class; what look-ups remembered of it is forgotten.
class Plain:
    kind = "plain"

    def name(self):
        return "plain " + self.own


class Other:
    kind = "other"

    def name(self):
        return "other " + self.own

    @property
    def twice(self):
        return self.own * 2


class Slotted:
    __slots__ = ("own",)


def ask(x):
    return x.kind, x.name(), x.own


def turn(x, cls):
    x.__class__ = cls


one, two = Plain(), Plain()
one.own, two.own = "a", "b"
for _ in range(3):
    print(ask(one), ask(two))
turn(one, Other)
print(ask(one), ask(two), type(one) is Other, isinstance(one, Plain), one.twice)
turn(two, Other)
print(ask(two), two.__dict__)
one.more = 3
turn(one, Plain)
print(ask(one), one.more, sorted(vars(one)), hasattr(one, "twice"))
setattr(one, "__class__", Other)
print(one.name())
for wrong in (3, int, Slotted):
    try:
        one.__class__ = wrong
    except TypeError as e:
        print(e)
print(one.name())
# expect: ('plain', 'plain a', 'a') ('plain', 'plain b', 'b')
# expect: ('plain', 'plain a', 'a') ('plain', 'plain b', 'b')
# expect: ('plain', 'plain a', 'a') ('plain', 'plain b', 'b')
# expect: ('other', 'other a', 'a') ('plain', 'plain b', 'b') True False aa
# expect: ('other', 'other b', 'b') {'own': 'b'}
# expect: ('plain', 'plain a', 'a') 3 ['more', 'own'] False
# expect: other a
# expect: __class__ must be set to a class, not 'int' object
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: __class__ assignment: 'Slotted' object layout differs from 'Other'
# expect: other a
