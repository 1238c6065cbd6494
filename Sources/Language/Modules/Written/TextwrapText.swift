extension TextwrapModule {
    /// `TextWrapper` and what it makes: paragraphs filled as CPython fills them.
    static let written = WrittenModule(
        source: #"""
            import re as _re

            _whitespace = '\t\n\x0b\x0c\r '
            _spaces = str.maketrans({c: ' ' for c in _whitespace})
            _word = r'[\w!"\'&.,?]'
            _letter = r'[^\d\W]'
            _space = '[' + _re.escape(_whitespace) + ']'
            _nospace = '[^' + _space[1:]
            _pieces = _re.compile(
                '(' + _space + '+'
                + '|(?<=' + _word + r')-{2,}(?=\w)'
                + '|' + _nospace + '+?(?:-(?:(?<=' + _letter + '{2}-)|(?<=' + _letter + '-' + _letter + '-))'
                + '(?=' + _letter + '-?' + _letter + ')'
                + '|(?=' + _space + r'|\Z)'
                + '|(?<=' + _word + r')(?=-{2,}\w)'
                + '))')
            _plain = _re.compile('(' + _space + '+)')
            _sentence = _re.compile(r'[a-z][\.\!\?][\"\']?\Z')


            class TextWrapper:
                """Fills paragraphs to a width."""

                def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                             replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                             drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'):
                    self.width = width
                    self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
                    self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
                    self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
                    self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
                    self.tabsize, self.max_lines, self.placeholder = tabsize, max_lines, placeholder

                def _split(self, text):
                    if self.expand_tabs:
                        text = text.expandtabs(self.tabsize)
                    if self.replace_whitespace:
                        text = text.translate(_spaces)
                    chunks = (_pieces if self.break_on_hyphens else _plain).split(text)
                    chunks = [c for c in chunks if c]
                    if self.fix_sentence_endings:
                        i = 0
                        while i < len(chunks) - 1:
                            if chunks[i + 1] == " " and _sentence.search(chunks[i]):
                                chunks[i + 1] = "  "
                                i += 2
                            else:
                                i += 1
                    return chunks

                def _long_word(self, chunks, line, length, width):
                    room = 1 if width < 1 else width - length
                    if self.break_long_words:
                        end = room
                        chunk = chunks[-1]
                        if self.break_on_hyphens and len(chunk) > room:
                            hyphen = chunk.rfind('-', 0, room)
                            if hyphen > 0 and any(c != '-' for c in chunk[:hyphen]):
                                end = hyphen + 1
                        line.append(chunk[:end])
                        chunks[-1] = chunk[end:]
                    elif not line:
                        line.append(chunks.pop())

                def wrap(self, text):
                    """The lines of a paragraph."""
                    chunks = self._split(text)
                    lines = []
                    if self.width <= 0:
                        raise ValueError("invalid width %r (must be > 0)" % self.width)
                    if self.max_lines is not None:
                        indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
                        if len(indent) + len(self.placeholder.lstrip()) > self.width:
                            raise ValueError("placeholder too large for max width")
                    chunks.reverse()
                    while chunks:
                        line, length = [], 0
                        indent = self.subsequent_indent if lines else self.initial_indent
                        width = self.width - len(indent)
                        if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                            del chunks[-1]
                        while chunks:
                            n = len(chunks[-1])
                            if length + n > width:
                                break
                            line.append(chunks.pop())
                            length += n
                        if chunks and len(chunks[-1]) > width:
                            self._long_word(chunks, line, length, width)
                            length = sum(map(len, line))
                        if self.drop_whitespace and line and line[-1].strip() == '':
                            length -= len(line[-1])
                            del line[-1]
                        if not line:
                            continue
                        if (self.max_lines is None or len(lines) + 1 < self.max_lines
                                or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                                and length <= width):
                            lines.append(indent + ''.join(line))
                            continue
                        while line:
                            if line[-1].strip() and length + len(self.placeholder) <= width:
                                line.append(self.placeholder)
                                lines.append(indent + ''.join(line))
                                break
                            length -= len(line[-1])
                            del line[-1]
                        else:
                            if lines:
                                last = lines[-1].rstrip()
                                if len(last) + len(self.placeholder) <= self.width:
                                    lines[-1] = last + self.placeholder
                                    break
                            lines.append(indent + self.placeholder.lstrip())
                        break
                    return lines

                def fill(self, text):
                    """A paragraph in lines of the width."""
                    return "\n".join(self.wrap(text))


            def wrap(text, width=70, **kwargs):
                """The lines of a paragraph."""
                return TextWrapper(width=width, **kwargs).wrap(text)


            def fill(text, width=70, **kwargs):
                """A paragraph in lines of a width."""
                return TextWrapper(width=width, **kwargs).fill(text)


            def shorten(text, width, **kwargs):
                """The beginning of a text, cut at a word."""
                return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))
            """#)
}
