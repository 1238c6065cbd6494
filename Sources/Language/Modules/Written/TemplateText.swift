extension StringModule {
    /// `string.Template`.
    static let written = WrittenModule(
        source: #"""
            import re as _re


            class Template:
                """A text with $names to fill in."""

                delimiter = '$'
                idpattern = r'(?a:[_a-z][_a-z0-9]*)'
                braceidpattern = None
                flags = _re.IGNORECASE

                def __init__(self, template):
                    self.template = template
                    delim = _re.escape(self.delimiter)
                    name = self.idpattern
                    braced = self.braceidpattern or name
                    self.pattern = _re.compile(
                        delim + r'(?:(?P<escaped>' + delim + r')|(?P<named>' + name + r')|\{(?P<braced>' + braced + r')\}|(?P<invalid>))',
                        self.flags | _re.VERBOSE)

                def _invalid(self, mo):
                    i = mo.start('invalid')
                    lines = self.template[:i].splitlines(keepends=True)
                    if not lines:
                        colno = 1
                        lineno = 1
                    else:
                        colno = i - len(''.join(lines[:-1]))
                        lineno = len(lines)
                    raise ValueError('Invalid placeholder in string: line %d, col %d' % (lineno, colno))

                def _values(self, mapping, kws):
                    values = {} if mapping is None else mapping
                    if kws:
                        values = {**values, **kws} if isinstance(values, dict) else kws
                    return values

                def substitute(self, mapping=None, /, **kws):
                    """The text with every name filled in; KeyError for one that is missing."""
                    mapping = self._values(mapping, kws)

                    def convert(mo):
                        named = mo.group('named') or mo.group('braced')
                        if named is not None:
                            return str(mapping[named])
                        if mo.group('escaped') is not None:
                            return self.delimiter
                        self._invalid(mo)
                    return self.pattern.sub(convert, self.template)

                def safe_substitute(self, mapping=None, /, **kws):
                    """The text with the names filled in that are known."""
                    mapping = self._values(mapping, kws)

                    def convert(mo):
                        named = mo.group('named') or mo.group('braced')
                        if named is not None:
                            return str(mapping[named]) if named in mapping else mo.group()
                        if mo.group('escaped') is not None:
                            return self.delimiter
                        return mo.group()
                    return self.pattern.sub(convert, self.template)

                def get_identifiers(self):
                    """The names in the text."""
                    ids = []
                    for mo in self.pattern.finditer(self.template):
                        named = mo.group('named') or mo.group('braced')
                        if named is not None and named not in ids:
                            ids.append(named)
                    return ids

                def is_valid(self):
                    """True if the text can be filled in."""
                    return all(mo.group('invalid') is None for mo in self.pattern.finditer(self.template))
            """#)
}
