/// Tables of numbers in text files.
extension WrittenArrays {
    static let tables = #"""
        def _text_of(source, encoding):
            if hasattr(source, "read"):
                text = source.read()
                return text.decode(encoding or "utf-8") if isinstance(text, bytes) else text
            if isinstance(source, (list, tuple)) or hasattr(source, "__next__"):
                return "\n".join((line.decode(encoding or "utf-8") if isinstance(line, bytes) else line).rstrip("\n") for line in source)
            try:
                with open(source, encoding=encoding) as file:
                    return file.read()
            except FileNotFoundError:
                raise FileNotFoundError(f"{source} not found.") from None


        def _rows(text, comments, delimiter, quotechar=None):
            if comments is None:
                comments = []
            elif isinstance(comments, (str, bytes)):
                comments = [comments]
            comments = [c.decode() if isinstance(c, bytes) else c for c in comments]
            for line in text.splitlines():
                for sign in comments:
                    if sign in line:
                        line = line[:line.index(sign)]
                yield line


        def _cells(line, delimiter, quotechar):
            if quotechar is not None and quotechar in line:
                cells, cell, inside = [], "", False
                for sign in line:
                    if sign == quotechar:
                        inside = not inside
                    elif not inside and (sign == delimiter if delimiter else sign.isspace()):
                        cells.append(cell)
                        cell = ""
                    else:
                        cell += sign
                return cells + [cell]
            return line.split(delimiter)


        def _number(text, dtype):
            if dtype.kind in "UO":
                return text
            if dtype.kind in "iu":
                return int(text)
            if dtype.kind == "b":
                return bool(int(text))
            return float(text)


        def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None,
                    unpack=False, ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None):
            """The numbers of a text file, a row for each line."""
            if ndmin not in (0, 1, 2):
                raise ValueError(f"Illegal value of ndmin keyword: {ndmin}")
            dtype = _np.dtype(dtype)
            if delimiter is not None and len(delimiter) != 1:
                raise TypeError("Text reading control character must be a single unicode character or None; but got: " + repr(delimiter))
            if usecols is not None:
                usecols = [usecols] if hasattr(usecols, "__index__") else [c.__index__() for c in usecols]
            text = _text_of(fname, encoding)
            lines = text.splitlines()[skiprows:] if skiprows else text.splitlines()
            values, count, width = [], 0, None
            for line in _rows("\n".join(lines), comments, delimiter):
                if not line.strip():
                    continue
                if max_rows is not None and count >= max_rows:
                    break
                cells = _cells(line.strip() if delimiter is None else line, delimiter, quotechar)
                if usecols is None:
                    if width is None:
                        width = len(cells)
                    elif len(cells) != width:
                        raise ValueError(f"the number of columns changed from {width} to {len(cells)} at row {count + 1}; use `usecols` to select a subset and avoid this error")
                    places = range(width)
                else:
                    places = usecols
                    for place in places:
                        if place >= len(cells) or place < -len(cells):
                            raise ValueError(f"invalid column index {place} at row {count + 1} with {len(cells)} columns")
                row = []
                for place in places:
                    cell = cells[place]
                    convert = None
                    if callable(converters):
                        convert = converters
                    elif converters:
                        convert = converters.get(place, converters.get(place - len(cells)))
                    if convert is not None:
                        row.append(convert(cell))
                        continue
                    try:
                        row.append(_number(cell if dtype.kind in "UO" else cell.strip(), dtype))
                    except ValueError:
                        raise ValueError(f"could not convert string {cell.strip()!r} to {dtype.name} at row {count}, column {place % len(cells) + 1}.") from None
                values.append(row)
                count += 1
            if not values:
                _warnings.warn(f'loadtxt: input contained no data: "{fname}"', stacklevel=2)
                table = _np.zeros((0, 1) if ndmin == 2 else (0,), dtype)
                return table.T if unpack else table
            table = _np.array(values, dtype)
            if ndmin < 2:
                if table.shape[0] == 1 and table.shape[1] == 1 and ndmin == 0:
                    table = table.reshape(())
                elif table.shape[0] == 1 or table.shape[1] == 1:
                    table = table.reshape(-1)
            return table.T if unpack else table


        def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
                       missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None,
                       deletechars=None, replace_space="_", autostrip=False, case_sensitive=True, defaultfmt="f%i",
                       unpack=None, usemask=False, loose=True, invalid_raise=True, max_rows=None, encoding=None, *,
                       ndmin=0, like=None):
            """The numbers of a text file; what is missing or no number becomes NaN (-1 for integers)."""
            if names is not None and names is not False:
                raise NotImplementedError("names make arrays of records, which are not there; use skip_header and columns by number")
            dtype = _np.dtype(float if dtype is None else dtype)
            lines = [line for line in _rows("\n".join(_text_of(fname, encoding).splitlines()[skip_header:]), comments, delimiter) if line.strip()]
            if skip_footer:
                lines = lines[:-skip_footer]
            if max_rows is not None:
                lines = lines[:max_rows]
            if isinstance(missing_values, (str, bytes)):
                missing_values = missing_values.split(",")
            missing = set([""] + [str(m) for m in (missing_values or [])])
            fill = filling_values if filling_values is not None else (-1 if dtype.kind in "iu" else False if dtype.kind == "b" else _np.nan)
            rows, width, wrong = [], None, []
            for number, line in enumerate(lines):
                cells = line.split(delimiter) if dtype.kind in "UO" and not autostrip else [cell.strip() for cell in line.split(delimiter)]
                if width is None:
                    width = len(cells)
                elif len(cells) != width and usecols is None:
                    wrong.append((number + skip_header + 1, len(cells)))
                    continue
                places = range(len(cells)) if usecols is None else ([usecols] if hasattr(usecols, "__index__") else usecols)
                row = []
                for place in places:
                    cell = cells[place]
                    if converters and place in converters:
                        row.append(converters[place](cell))
                        continue
                    value = fill[place] if isinstance(fill, (list, tuple)) else fill.get(place, _np.nan) if isinstance(fill, dict) else fill
                    if cell not in missing or dtype.kind in "UO":
                        try:
                            value = _number(cell, dtype)
                        except ValueError:
                            if not loose:
                                raise ValueError(f"Cannot convert string '{cell}'") from None
                    row.append(value)
                rows.append(row)
            if wrong:
                text = "\n".join(["Some errors were detected !"] + [f"    Line #{n} (got {c} columns instead of {width})" for n, c in wrong])
                if invalid_raise:
                    raise ValueError(text)
                _warnings.warn(text, stacklevel=2)
            if not rows:
                _warnings.warn(f'genfromtxt: Empty input file: "{fname}"', stacklevel=2)
                return _np.array([], dtype)
            table = _np.array(rows, dtype)
            if ndmin < 2 and (table.shape[0] == 1 or table.shape[1] == 1):
                table = table.reshape(()) if table.size == 1 and ndmin == 0 else table.reshape(-1)
            return table.T if unpack else table


        def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
            """Writes a table to a text file, a line for each row."""
            X = _np.asarray(X)
            if X.ndim == 0 or X.ndim > 2:
                raise ValueError(f"Expected 1D or 2D array, got {X.ndim}D array instead")
            if X.ndim == 1:
                X = X.reshape(-1, 1)
            columns = X.shape[1]
            if isinstance(fmt, (list, tuple)):
                if len(fmt) != columns:
                    raise AttributeError(f"fmt has wrong shape.  {fmt}")
                form = delimiter.join(fmt)
            elif isinstance(fmt, str):
                signs = fmt.count("%")
                if signs == 1:
                    form = delimiter.join([fmt] * columns)
                elif signs == columns:
                    form = fmt
                else:
                    raise ValueError(f"fmt has wrong number of % formats:  {fmt}")
            else:
                raise ValueError(f"invalid fmt: {fmt!r}")
            lines = []
            if header:
                lines.append(comments + header.replace("\n", "\n" + comments) + newline)
            for row in X.tolist():
                try:
                    lines.append(form % tuple(row) + newline)
                except TypeError:
                    raise TypeError(f"Mismatch between array dtype ('{X.dtype}') and format specifier ('{form}')") from None
            if footer:
                lines.append(comments + footer.replace("\n", "\n" + comments) + newline)
            text = "".join(lines)
            if hasattr(fname, "write"):
                try:
                    fname.write(text)
                except TypeError:
                    fname.write(text.encode(encoding or "latin1"))
            else:
                _np._write_text(fname, text.encode(encoding or "utf-8"))

        """#
}
