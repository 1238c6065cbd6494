/// `csv`: tables as text.
enum CSVModule {
    private static let failure = LibraryException(
        name: "Error", module: "_csv", parent: .exception, doc: "What a table that can't be read or written raises.")

    static let module = NativeModule(
        "csv", doc: "Tables as text.", written: WrittenModule(source: text),
        constants: { interpreter in [("Error", .object(interpreter.exceptionClass(failure)))] })

    private static let text = #"""
        QUOTE_MINIMAL = 0
        QUOTE_ALL = 1
        QUOTE_NONNUMERIC = 2
        QUOTE_NONE = 3


        class Dialect:
            """How a table is written."""
            delimiter = ','
            quotechar = '"'
            escapechar = None
            doublequote = True
            skipinitialspace = False
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
            strict = False


        class excel(Dialect):
            """Commas between fields, as Excel writes them."""


        class excel_tab(excel):
            """Tabs between fields."""
            delimiter = '\t'


        class unix_dialect(Dialect):
            """Every field in quotes, lines that end as Unix ends them."""
            lineterminator = '\n'
            quoting = QUOTE_ALL


        _dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


        def list_dialects():
            """The names of the known dialects."""
            return list(_dialects)


        def get_dialect(name):
            """The dialect with a name."""
            import csv
            if name not in _dialects:
                raise csv.Error('unknown dialect')
            return _dialects[name]


        def register_dialect(name, dialect=None, **fmtparams):
            """Gives a dialect a name."""
            _dialects[name] = _dialect(dialect or 'excel', fmtparams)


        def _dialect(dialect, fmtparams):
            made = Dialect()
            source = get_dialect(dialect) if isinstance(dialect, str) else dialect
            for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator',
                         'quoting', 'strict'):
                setattr(made, name, fmtparams.pop(name) if name in fmtparams else getattr(source, name, getattr(Dialect, name)))
            if fmtparams:
                raise TypeError(f"'{next(iter(fmtparams))}' is an invalid keyword argument for this function")
            if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
                raise TypeError('"delimiter" must be a 1-character string')
            return made


        class _reader:
            def __init__(self, csvfile, dialect='excel', **fmtparams):
                self.dialect = _dialect(dialect, fmtparams)
                self._lines = iter(csvfile)
                self.line_num = 0

            def __iter__(self):
                return self

            def __next__(self):
                d = self.dialect
                line = next(self._lines)
                self.line_num += 1
                if not isinstance(line, str):
                    import csv
                    raise csv.Error('iterator should return strings, not %s (the file should be opened in text mode)' % type(line).__name__)
                quoted = d.quoting != QUOTE_NONE and d.quotechar is not None and d.quotechar in line
                if not quoted and d.escapechar is None and d.quoting != QUOTE_NONNUMERIC and not d.skipinitialspace:
                    line = line.rstrip('\r\n')
                    return line.split(d.delimiter) if line else []
                return self._slowly(line)

            def _slowly(self, line):
                d = self.dialect
                fields, field, state = [], [], 'record'
                number = False

                def save():
                    value = ''.join(field)
                    fields.append(float(value) if number and d.quoting == QUOTE_NONNUMERIC else value)
                    field.clear()

                number = d.quoting == QUOTE_NONNUMERIC
                while True:
                    for c in line:
                        if state == 'start' or state == 'record':
                            number = d.quoting == QUOTE_NONNUMERIC
                            if c in '\r\n':
                                if state == 'start':
                                    number = False
                                    save()
                                state = 'eol'
                            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                                state, number = 'quoted', False
                            elif c == d.escapechar:
                                state = 'escape'
                            elif c == ' ' and d.skipinitialspace:
                                state = 'start'
                            elif c == d.delimiter:
                                number = False
                                save()
                                state = 'start'
                            else:
                                field.append(c)
                                state = 'field'
                        elif state == 'field' or state == 'crnl':
                            if c in '\r\n':
                                save()
                                state = 'eol'
                            elif c == d.escapechar:
                                state = 'escape'
                            elif c == d.delimiter:
                                save()
                                state = 'start'
                            else:
                                field.append(c)
                        elif state == 'quoted':
                            if c == d.escapechar:
                                state = 'quotedescape'
                            elif c == d.quotechar:
                                state = 'quote' if d.doublequote else 'field'
                            else:
                                field.append(c)
                        elif state == 'quote':
                            if c == d.quotechar:
                                field.append(c)
                                state = 'quoted'
                            elif c == d.delimiter:
                                save()
                                state = 'start'
                            elif c in '\r\n':
                                save()
                                state = 'eol'
                            else:
                                field.append(c)
                                state = 'field'
                        elif state == 'escape':
                            field.append(c)
                            state = 'crnl' if c in '\r\n' else 'field'
                        elif state == 'quotedescape':
                            field.append(c)
                            state = 'quoted'
                    if state == 'escape':
                        field.append('\n')
                        state = 'crnl'
                    elif state == 'quotedescape':
                        field.append('\n')
                        state = 'quoted'
                    if state != 'quoted' and state != 'crnl':
                        break
                    try:
                        line = next(self._lines)
                    except StopIteration:
                        break
                    self.line_num += 1
                if state == 'start':
                    number = False
                    save()
                elif state not in ('eol', 'record') and (field or state != 'crnl'):
                    save()
                return fields


        def reader(csvfile, dialect='excel', **fmtparams):
            """The rows of a table, each a list of texts."""
            return _reader(csvfile, dialect, **fmtparams)


        class _writer:
            def __init__(self, csvfile, dialect='excel', **fmtparams):
                self.dialect = _dialect(dialect, fmtparams)
                self._write = csvfile.write

            def _field(self, value, alone):
                d = self.dialect
                if value is None:
                    text, numeric = '', False
                elif isinstance(value, str):
                    text, numeric = value, False
                else:
                    text, numeric = repr(value) if isinstance(value, float) else str(value), isinstance(value, (int, float))
                special = (d.delimiter in text or (d.quotechar is not None and d.quotechar in text) or '\n' in text
                           or '\r' in text or (d.escapechar is not None and d.escapechar in text))
                if d.quoting == QUOTE_NONE:
                    if special:
                        if d.escapechar is None:
                            import csv
                            raise csv.Error('need to escape, but no escapechar set')
                        for c in (d.escapechar, d.delimiter, d.quotechar, '\n', '\r'):
                            if c:
                                text = text.replace(c, d.escapechar + c)
                    elif alone and not text:
                        import csv
                        raise csv.Error('single empty field record must be quoted')
                    return text
                if d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not numeric) or special or (alone and not text):
                    if d.quotechar in text:
                        text = text.replace(d.quotechar, d.quotechar * 2 if d.doublequote else d.escapechar + d.quotechar)
                    return d.quotechar + text + d.quotechar
                return text

            def writerow(self, row):
                """Writes a row."""
                try:
                    values = list(row)
                except TypeError:
                    import csv
                    raise csv.Error('iterable expected, not %s' % type(row).__name__) from None
                line = self.dialect.delimiter.join([self._field(value, len(values) == 1) for value in values])
                return self._write(line + self.dialect.lineterminator)

            def writerows(self, rows):
                """Writes rows."""
                for row in rows:
                    self.writerow(row)


        def writer(csvfile, dialect='excel', **fmtparams):
            """Writes rows to a file."""
            return _writer(csvfile, dialect, **fmtparams)


        class DictReader:
            """The rows of a table as dictionaries; the first row names the fields."""

            def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
                self._fieldnames = list(fieldnames) if fieldnames is not None else None
                self.restkey, self.restval = restkey, restval
                self.reader = reader(f, dialect, *args, **kwds)
                self.dialect = dialect
                self.line_num = 0

            def __iter__(self):
                return self

            @property
            def fieldnames(self):
                if self._fieldnames is None:
                    try:
                        self._fieldnames = next(self.reader)
                    except StopIteration:
                        pass
                self.line_num = self.reader.line_num
                return self._fieldnames

            def __next__(self):
                if self.line_num == 0:
                    self.fieldnames
                row = next(self.reader)
                self.line_num = self.reader.line_num
                while row == []:
                    row = next(self.reader)
                names = self.fieldnames
                d = dict(zip(names, row))
                if len(names) < len(row):
                    d[self.restkey] = row[len(names):]
                elif len(names) > len(row):
                    for key in names[len(row):]:
                        d[key] = self.restval
                return d


        class DictWriter:
            """Writes dictionaries as rows of a table."""

            def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
                self.fieldnames = fieldnames
                self.restval = restval
                if extrasaction.lower() not in ('raise', 'ignore'):
                    raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
                self.extrasaction = extrasaction.lower()
                self.writer = writer(f, dialect, *args, **kwds)

            def writeheader(self):
                """Writes the names of the fields."""
                return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

            def _row(self, rowdict):
                if self.extrasaction == 'raise':
                    wrong = [key for key in rowdict if key not in self.fieldnames]
                    if wrong:
                        raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
                return [rowdict.get(key, self.restval) for key in self.fieldnames]

            def writerow(self, rowdict):
                """Writes a row."""
                return self.writer.writerow(self._row(rowdict))

            def writerows(self, rowdicts):
                """Writes rows."""
                for rowdict in rowdicts:
                    self.writerow(rowdict)
        """#
}
