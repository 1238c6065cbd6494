/// `pprint`: values over several lines.
enum PprintModule {
    static let module = NativeModule("pprint", doc: "Values over several lines.", written: WrittenModule(source: text))

    private static let text = #"""
        import sys as _sys


        class PrettyPrinter:
            """Writes values over several lines of a largest width."""

            def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
                if indent < 0:
                    raise ValueError('indent must be >= 0')
                if depth is not None and depth <= 0:
                    raise ValueError('depth must be > 0')
                if not width:
                    raise ValueError('width must be != 0')
                self._indent, self._width, self._depth = indent, width, depth
                self._stream, self._compact, self._sort = stream, compact, sort_dicts

            def pformat(self, object):
                """The text of a value."""
                return self._format(object, 0, 0, 1, ())

            def pprint(self, object):
                """Prints a value."""
                print(self.pformat(object), file=self._stream)

            def _items(self, object):
                items = list(object.items())
                if self._sort:
                    try:
                        items.sort(key=lambda item: item[0])
                    except TypeError:
                        items.sort(key=lambda item: (str(type(item[0])), repr(item[0])))
                return items

            def _flat(self, object, level, above):
                kind = type(object)
                if kind in (dict, list, tuple) or (kind in (set, frozenset) and object):
                    if id(object) in above:
                        return f"<Recursion on {kind.__name__} with id={id(object)}>"
                    above = above + (id(object),)
                    if self._depth and level > self._depth and object:
                        return {dict: '{...}', list: '[...]', tuple: '(...)'}.get(kind, '{...}')
                if kind is dict:
                    return '{' + ', '.join(
                        self._flat(k, level + 1, above) + ': ' + self._flat(v, level + 1, above)
                        for k, v in self._items(object)) + '}'
                if kind is list:
                    return '[' + ', '.join(self._flat(v, level + 1, above) for v in object) + ']'
                if kind is tuple:
                    inner = ', '.join(self._flat(v, level + 1, above) for v in object)
                    return '(' + inner + (',)' if len(object) == 1 else ')')
                return repr(object)

            def _format(self, object, indent, allowance, level, above):
                flat = self._flat(object, level, above)
                if len(flat) <= self._width - indent - allowance or '...' == flat[1:4]:
                    return flat
                kind = type(object)
                if id(object) in above:
                    return flat
                above = above + (id(object),)
                if kind is dict and object:
                    pad = ' ' * (self._indent - 1)
                    return '{' + pad + self._lines(
                        [(repr(k) + ': ', v) for k, v in self._items(object)], indent + self._indent, allowance + 1,
                        level, above) + '}'
                if kind is list and object:
                    return self._sequence('[', ']', object, indent, allowance, level, above)
                if kind is tuple and object:
                    return self._sequence('(', ',)' if len(object) == 1 else ')', object, indent, allowance, level, above)
                if kind in (set, frozenset) and object:
                    opening, closing, shift = '{', '}', 0
                    if kind is frozenset:
                        opening, closing, shift = 'frozenset({', '})', 11
                    try:
                        values = sorted(object)
                    except TypeError:
                        values = sorted(object, key=lambda v: (str(type(v)), repr(v)))
                    return self._sequence(opening, closing, values, indent + shift - (0 if not shift else 1) + (1 if shift else 0), allowance, level, above)
                if kind is str:
                    return self._text(object, indent, allowance, level)
                return flat

            def _sequence(self, opening, closing, values, indent, allowance, level, above):
                pad = ' ' * (self._indent - 1)
                if self._compact:
                    return opening + pad + self._dense(values, indent + self._indent, allowance + len(closing), level, above) + closing
                return opening + pad + self._lines(
                    [('', v) for v in values], indent + self._indent, allowance + len(closing), level, above) + closing

            def _lines(self, items, indent, allowance, level, above):
                parts = []
                for i, (head, value) in enumerate(items):
                    last = i == len(items) - 1
                    parts.append(head + self._format(
                        value, indent + len(head), allowance if last else 1, level + 1, above))
                return (',\n' + ' ' * indent).join(parts)

            def _dense(self, values, indent, allowance, level, above):
                text, delim = '', ''
                delimnl = ',\n' + ' ' * indent
                width = max_width = self._width - indent + 1
                values = list(values)
                for i, value in enumerate(values):
                    if i == len(values) - 1:
                        max_width -= allowance
                        width -= allowance
                    flat = self._flat(value, level + 1, above)
                    w = len(flat) + 2
                    if width < w:
                        width = max_width
                        if delim:
                            delim = delimnl
                    if width >= w:
                        width -= w
                        text += delim + flat
                        delim = ', '
                        continue
                    text += delim + self._format(value, indent, allowance if i == len(values) - 1 else 1, level + 1, above)
                    delim = delimnl
                return text

            def _text(self, object, indent, allowance, level):
                import re
                chunks = []
                lines = object.splitlines(True)
                if level == 1:
                    indent += 1
                    allowance += 1
                max_width1 = max_width = self._width - indent
                for i, line in enumerate(lines):
                    rep = repr(line)
                    if i == len(lines) - 1:
                        max_width1 -= allowance
                    if len(rep) <= max_width1:
                        chunks.append(rep)
                        continue
                    parts = re.findall(r'\S*\s*', line)
                    parts.pop()
                    max_width2 = max_width
                    current = ''
                    for j, part in enumerate(parts):
                        candidate = current + part
                        if j == len(parts) - 1 and i == len(lines) - 1:
                            max_width2 -= allowance
                        if len(repr(candidate)) > max_width2:
                            if current:
                                chunks.append(repr(current))
                            current = part
                        else:
                            current = candidate
                    if current:
                        chunks.append(repr(current))
                if len(chunks) == 1:
                    return repr(object)
                text = ('\n' + ' ' * indent).join(chunks)
                return '(' + text + ')' if level == 1 else text


        def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
            """The text of a value over several lines."""
            return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


        def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
            """Prints a value over several lines."""
            PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


        def pp(object, *args, sort_dicts=False, **kwargs):
            """Prints a value over several lines, dictionaries in their order."""
            pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
        """#
}
