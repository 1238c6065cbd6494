extension CollectionsModule {
    /// The classes of `collections` that programs inherit from.
    static let written = WrittenModule(
        source: #"""
            import copy as _copy


            class UserDict:
                """A dictionary to inherit from; the values are in `data`."""

                def __init__(self, dict=None, /, **kwargs):
                    self.data = {}
                    if dict is not None:
                        self.update(dict)
                    if kwargs:
                        self.update(kwargs)

                def __len__(self):
                    return len(self.data)

                def __getitem__(self, key):
                    if key in self.data:
                        return self.data[key]
                    if hasattr(type(self), "__missing__"):
                        return type(self).__missing__(self, key)
                    raise KeyError(key)

                def __setitem__(self, key, item):
                    self.data[key] = item

                def __delitem__(self, key):
                    del self.data[key]

                def __iter__(self):
                    return iter(self.data)

                def __contains__(self, key):
                    return key in self.data

                def __repr__(self):
                    return repr(self.data)

                def __eq__(self, other):
                    if isinstance(other, UserDict):
                        return dict(self.items()) == dict(other.items())
                    if isinstance(other, dict):
                        return dict(self.items()) == other
                    return NotImplemented

                def __or__(self, other):
                    if isinstance(other, UserDict):
                        return type(self)(self.data | other.data)
                    if isinstance(other, dict):
                        return type(self)(self.data | other)
                    return NotImplemented

                def __ior__(self, other):
                    self.update(other)
                    return self

                def get(self, key, default=None):
                    try:
                        return self[key]
                    except KeyError:
                        return default

                def keys(self):
                    return self.data.keys()

                def values(self):
                    return [self[key] for key in self]

                def items(self):
                    return [(key, self[key]) for key in self]

                def update(self, other=(), /, **kwds):
                    if hasattr(other, "keys"):
                        for key in other.keys():
                            self[key] = other[key]
                    else:
                        for key, value in other:
                            self[key] = value
                    for key, value in kwds.items():
                        self[key] = value

                def setdefault(self, key, default=None):
                    try:
                        return self[key]
                    except KeyError:
                        self[key] = default
                    return default

                def pop(self, key, *default):
                    if len(default) > 1:
                        raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
                    if key not in self and default:
                        return default[0]
                    value = self[key]
                    del self[key]
                    return value

                def popitem(self):
                    for key in self:
                        value = self[key]
                        del self[key]
                        return key, value
                    raise KeyError

                def clear(self):
                    self.data.clear()

                def copy(self):
                    return type(self)(self.data)

                @classmethod
                def fromkeys(cls, iterable, value=None):
                    made = cls()
                    for key in iterable:
                        made[key] = value
                    return made


            class UserList:
                """A list to inherit from; the values are in `data`."""

                def __init__(self, initlist=None):
                    self.data = [] if initlist is None else list(initlist)

                def _other(self, other):
                    return other.data if isinstance(other, UserList) else other

                def __repr__(self):
                    return repr(self.data)

                def __lt__(self, other):
                    return self.data < self._other(other)

                def __le__(self, other):
                    return self.data <= self._other(other)

                def __eq__(self, other):
                    return self.data == self._other(other)

                def __gt__(self, other):
                    return self.data > self._other(other)

                def __ge__(self, other):
                    return self.data >= self._other(other)

                def __contains__(self, item):
                    return item in self.data

                def __len__(self):
                    return len(self.data)

                def __iter__(self):
                    return iter(self.data)

                def __getitem__(self, i):
                    if isinstance(i, slice):
                        return type(self)(self.data[i])
                    return self.data[i]

                def __setitem__(self, i, item):
                    self.data[i] = item

                def __delitem__(self, i):
                    del self.data[i]

                def __add__(self, other):
                    return type(self)(self.data + list(self._other(other)))

                def __radd__(self, other):
                    return type(self)(list(other) + self.data)

                def __iadd__(self, other):
                    self.data += list(self._other(other))
                    return self

                def __mul__(self, n):
                    return type(self)(self.data * n)

                __rmul__ = __mul__

                def append(self, item):
                    self.data.append(item)

                def insert(self, i, item):
                    self.data.insert(i, item)

                def pop(self, i=-1):
                    return self.data.pop(i)

                def remove(self, item):
                    self.data.remove(item)

                def clear(self):
                    self.data.clear()

                def copy(self):
                    return type(self)(self)

                def count(self, item):
                    return self.data.count(item)

                def index(self, item, *args):
                    return self.data.index(item, *args)

                def reverse(self):
                    self.data.reverse()

                def sort(self, /, *args, **kwds):
                    self.data.sort(*args, **kwds)

                def extend(self, other):
                    self.data.extend(self._other(other))


            class ChainMap:
                """Several mappings seen as one; the first that has a key answers, the first takes what is new."""

                def __init__(self, *maps):
                    self.maps = list(maps) or [{}]

                def __missing__(self, key):
                    raise KeyError(key)

                def __getitem__(self, key):
                    for mapping in self.maps:
                        if key in mapping:
                            return mapping[key]
                    return self.__missing__(key)

                def get(self, key, default=None):
                    return self[key] if key in self else default

                def __len__(self):
                    return len(set().union(*self.maps))

                def __iter__(self):
                    d = {}
                    for mapping in reversed(self.maps):
                        d.update(dict.fromkeys(mapping))
                    return iter(d)

                def __contains__(self, key):
                    return any(key in m for m in self.maps)

                def __bool__(self):
                    return any(self.maps)

                def __repr__(self):
                    return f'{type(self).__name__}({", ".join(map(repr, self.maps))})'

                def __eq__(self, other):
                    if isinstance(other, ChainMap):
                        return dict(self.items()) == dict(other.items())
                    if isinstance(other, dict):
                        return dict(self.items()) == other
                    return NotImplemented

                def keys(self):
                    return dict.fromkeys(self).keys()

                def values(self):
                    return [self[key] for key in self]

                def items(self):
                    return [(key, self[key]) for key in self]

                def new_child(self, m=None, **kwargs):
                    if m is None:
                        m = kwargs
                    elif kwargs:
                        m.update(kwargs)
                    return type(self)(m, *self.maps)

                @property
                def parents(self):
                    return type(self)(*self.maps[1:])

                def __setitem__(self, key, value):
                    self.maps[0][key] = value

                def __delitem__(self, key):
                    try:
                        del self.maps[0][key]
                    except KeyError:
                        raise KeyError(f'Key not found in the first mapping: {key!r}')

                def update(self, other=(), /, **kwds):
                    self.maps[0].update(other, **kwds)

                def setdefault(self, key, default=None):
                    if key not in self:
                        self[key] = default
                    return self[key]

                def pop(self, key, *args):
                    try:
                        return self.maps[0].pop(key, *args)
                    except KeyError:
                        raise KeyError(f'Key not found in the first mapping: {key!r}')

                def popitem(self):
                    try:
                        return self.maps[0].popitem()
                    except KeyError:
                        raise KeyError('No keys found in the first mapping.')

                def clear(self):
                    self.maps[0].clear()

                def copy(self):
                    return type(self)(self.maps[0].copy(), *self.maps[1:])
            """#)
}
