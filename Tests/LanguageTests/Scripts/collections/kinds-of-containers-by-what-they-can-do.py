from collections.abc import Iterable, Iterator, Sized, Container, Collection, Hashable, Callable, Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Generator
from collections import deque, Counter, OrderedDict, defaultdict
import numbers
class Bag:
    def __iter__(self):
        return iter([1])
    def __len__(self):
        return 1
class Mine(Sequence):
    def __getitem__(self, i):
        return i
    def __len__(self):
        return 3
class Eq:
    def __eq__(self, other):
        return True
kinds = (Iterable, Iterator, Sized, Container, Collection, Hashable, Callable, Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Generator)
values = [1, "a", [1], (1,), {}, {1}, frozenset(), b"x", bytearray(), range(3), (x for x in []), len, lambda: 1, int, Bag(), Eq(), deque(), Counter(), OrderedDict(), defaultdict(int), None, Mine()]
for value in values:
    print(type(value).__name__, [kind.__name__ for kind in kinds if isinstance(value, kind)])
def flatten(values):
    for value in values:
        if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
            yield from flatten(value)
        else:
            yield value
print(list(flatten([1, [2, (3, "ab")], {4}])), issubclass(list, Sequence), issubclass(dict, Mapping), issubclass(Mine, Sequence))
print([[kind.__name__ for kind in (numbers.Number, numbers.Real, numbers.Integral) if isinstance(v, kind)] for v in (1, True, 2.5, "x")])
# expect: int ['Hashable']
# expect: str ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Sequence']
# expect: list ['Iterable', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
# expect: tuple ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Sequence']
# expect: dict ['Iterable', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
# expect: set ['Iterable', 'Sized', 'Container', 'Collection', 'Set', 'MutableSet']
# expect: frozenset ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Set']
# expect: bytes ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Sequence']
# expect: bytearray ['Iterable', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
# expect: range ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Sequence']
# expect: generator ['Iterable', 'Iterator', 'Hashable', 'Generator']
# expect: builtin_function_or_method ['Hashable', 'Callable']
# expect: function ['Hashable', 'Callable']
# expect: type ['Hashable', 'Callable']
# expect: Bag ['Iterable', 'Sized', 'Hashable']
# expect: Eq []
# expect: deque ['Iterable', 'Sized', 'Container', 'Collection', 'Sequence', 'MutableSequence']
# expect: Counter ['Iterable', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
# expect: OrderedDict ['Iterable', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
# expect: defaultdict ['Iterable', 'Sized', 'Container', 'Collection', 'Mapping', 'MutableMapping']
# expect: NoneType ['Hashable']
# expect: Mine ['Iterable', 'Sized', 'Container', 'Collection', 'Hashable', 'Sequence']
# expect: [1, 2, 3, 'ab', 4] True True True
# expect: [['Number', 'Real', 'Integral'], ['Number', 'Real', 'Integral'], ['Number', 'Real'], []]
