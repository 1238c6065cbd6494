"""Random well-typed programs: `program(seed)` gives the text of one, the same for the same seed.

An expression grows from the rows of its type (grammar.py), each hole from the rows of its own, down to variables and
constants. One hole in sixty gets another type, so that messages of errors are compared too. What a program prints
depends on nothing but its text: no identities, no order of sets.
"""
import random
import re

from grammar import CONSTANTS, EXPRESSIONS, PRELUDE, STATEMENTS

HOLE = re.compile(r"<(=?)(clip:)?([a-z_]+)((?:\|[^<>]*)?)>")
FRESH = re.compile(r"\$([a-z_])(?![a-z])")
ROWS = {kind: [row.strip() for row in rows.strip().split("\n")] for kind, rows in EXPRESSIONS.items()}
VALUES = ["int", "float", "bool", "str", "ints", "strs", "pair", "pairs", "dict", "table", "set", "bytes", "fn"]
INTEGER_SPECS = ["d", "5d", "05", "<6", "^7d", "+", "x", "#x", "08b", ",", "_", "_x", "c", " d", "*^9", "=+6", "#o", "X",
                 ".2f", "e", "%", "n", "+,", "010,", "s", ">10.3e", "#b", "-5"]
FLOAT_SPECS = [".2f", ".0f", "g", "e", ".3e", "8.2f", "<9.1f", "+.1f", ",.2f", "%", ".1%", "010.3f", "G", "#.0f", "n",
               ".10g", "E", "", ">12", "_.1f", " .2f", "=+9.1f", "#g", ".0e", "F", "d", ".17g", "z.1f"]
TEXT_SPECS = ["", "5", "<8", ">8", "^9", "*^10", ".2", "10.3", "s", "^", "05", "d", "=5", "é<6"]
OBJECT_ROWS = {
    "int": ["<obj>.m(<int>)", "<obj>.a", "<obj>.b", "len(<obj>)", "<obj>[<int>]", "<obj>(<int>)", "<obj>.p",
            "int(<obj>)", "<ints>[<obj>]", "sum(<obj>)", "<class>.count", "<class>.sm(<int>)", "<class>.make(<int>).a",
            "getattr(<obj>, 'a', <int>)", "<obj>.missing", "<obj>.a.b", "-<obj>", "<obj>.m()", "<obj>.m(<int>, <int>)",
            "<class>.m(<obj>, <int>)", "max(<obj>, <obj>).a", "super_of(<obj>)", "abs(<obj>)"],
    "str": ["str(<obj>)", "repr(<obj>)", "f'{<obj>}'", "f'{<obj>:>9}'", "str([<obj>, <int>])", "'%s' % <obj>",
            "type(<obj>).__name__", "str(vars(<obj>))", "<class>.__name__", "str(<class>.__mro__[0].__name__)",
            "<obj>.__class__.__qualname__", "str(<obj> + <int>)", "str(<int> + <obj>)", "str(<obj> * <obj>)",
            "str(<obj> - <int>)", "format(<obj>, 'q')", "str(<obj> @ <obj>)", "str(sorted([<obj>, <obj>, <obj>]))"],
    "bool": ["<obj> == <obj>", "<obj> != <int>", "<obj> < <obj>", "<obj> >= <obj>", "<int> in <obj>", "bool(<obj>)",
             "isinstance(<obj>, <class>)", "issubclass(<class>, <class>)", "hasattr(<obj>, 'a')", "<obj> is <obj>",
             "not <obj>", "<obj> <= <int>", "callable(<obj>)"],
    "ints": ["list(<obj>)", "[*<obj>]", "sorted(<obj>)", "[$x + 1 for $x in <obj>]", "list(reversed(<obj>))",
             "[o.a for o in sorted([<obj>, <obj>], key=lambda o: o.a)]", "<obj>[<int>:<int>]"],
    "any": ["<obj>", "[<obj>]", "{'o': <obj>}"],
}
# What a class may define besides `__init__` and `__repr__`; `self.a` and `self.b` are ints.
MEMBERS = """
def __eq__(self, other): return isinstance(other, $C) and self.a == other.a
def __lt__(self, other): return self.a < other.a
def __lt__(self, other): return NotImplemented if isinstance(other, int) else (self.b, self.a) < (other.b, other.a)
def __le__(self, other): return self.a <= other.a
def __add__(self, other): return $C(self.a + (other.a if isinstance(other, $C) else other))
def __radd__(self, other): return $C(<int|self.a:int,other:int>)
def __sub__(self, other): return NotImplemented
def __rsub__(self, other): return ('rsub', other)
def __mul__(self, other): return self.a * other.b
def __neg__(self): return -self.a
def __abs__(self): return <int|self.a:int,self.b:int>
def __len__(self): return self.a
def __len__(self): return abs(self.b) % 5
def __bool__(self): return <bool|self.a:int>
def __getitem__(self, i): return <int|i:int,self.a:int>
def __getitem__(self, i):\\n        if i > 3: raise IndexError('over')\\n        return self.b + i
def __iter__(self): return iter([self.a, self.b, <int>])
def __iter__(self):\\n        yield self.a\\n        yield <int|self.b:int>
def __contains__(self, x): return <bool|x:int,self.a:int>
def __call__(self, x, *rest): return <int|x:int,self.b:int> + len(rest)
def __str__(self): return <str|self.a:int>
def __format__(self, spec): return f'[{spec}|{self.a}]'
def __hash__(self): return hash(self.a)
def __getattr__(self, name): return (name, 1)
def __getattr__(self, name):\\n        if name == 'missing': return <int>\\n        raise AttributeError('no ' + name)
def __index__(self): return self.b % 3
def __int__(self): return self.a
def __iadd__(self, x):\\n        self.a = self.a + 1\\n        return self
def __reversed__(self): return iter([3, 2, self.a])
def __matmul__(self, other): return [self, other]
def __setattr__(self, name, value): super().__setattr__(name, value if name != 'b' else <int>)
@property\\n    def p(self): return <int|self.a:int,self.b:int>
@property\\n    def p(self): return self.a\\n    @p.setter\\n    def p(self, x): self.a = x
@staticmethod\\n    def sm(x): return <int|x:int>
@classmethod\\n    def make(cls, x): return cls(x, <int>)
def m(self, x=<int>): return <int|x:int,self.a:int,self.b:int>
def m(self, x):\\n        self.b = x\\n        return self.a
def m(self, x): return super().m(x) + 1
__slots = <int>
def p(self): return self.__slots
""".strip().split("\n")


class Writer:
    """Grows one program. `scope` holds the names in reach with their types; `local` those that may be assigned."""

    def __init__(self, seed, big):
        self.random = random.Random(seed)
        self.count = 0
        self.scope = []
        self.first_local = 0
        self.functions = []
        self.classes = []
        self.big = big

    def name(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def chance(self, p):
        return self.random.random() < p

    def leaf(self, kind):
        found = [n for n, k in self.scope if k == kind]
        if found and self.chance(0.75):
            return self.random.choice(found[-6:])
        if kind == "obj":
            return self.construct()
        if kind == "int" and self.big and self.chance(0.08):
            kind = "big"
        return self.random.choice(CONSTANTS[kind])

    def construct(self):
        count = self.random.choice([1, 1, 1, 2, 2, 2, 0, 3]) if self.chance(0.1) else self.random.choice([1, 2])
        return f"{self.random.choice(self.classes)}({', '.join(self.expression('int', 0) for _ in range(count))})"

    def expression(self, kind, depth):
        """An expression of a type."""
        if kind == "class":
            return self.random.choice(self.classes)
        if self.chance(1 / 60):
            kind = self.random.choice(VALUES)
        if kind == "any" and depth <= 0:
            kind = self.random.choice(VALUES[:10])
        if kind == "obj":
            return self.leaf(kind)
        if depth <= 0 or self.chance(0.2):
            return self.leaf(kind if kind != "any" else "int")
        calls = [f for f in self.functions if f[1] == kind]
        if calls and self.chance(0.15):
            return self.call(self.random.choice(calls), depth - 1)
        if self.classes and kind in OBJECT_ROWS and self.chance(0.25):
            return self.grow(self.random.choice(OBJECT_ROWS[kind]), depth - 1)
        return self.grow(self.random.choice(ROWS[kind]), depth - 1)

    def call(self, function, depth):
        name, _, parameters, optional = function
        given = [self.expression(kind, depth) for _, kind in parameters]
        names = [n for n, _ in parameters]
        if optional and self.chance(0.4):
            given.append(self.expression("int", depth))
            names.append(optional)
        texts = []
        for place, (n, text) in enumerate(zip(names, given)):
            keyword = n is not None and self.chance(0.3) and (place == len(given) - 1 or "=" in "".join(texts))
            texts.append(f"{n}={text}" if keyword or texts and re.match(r"[a-z]\d+=", texts[-1]) else text)
        if self.chance(0.06):
            change = self.random.choice(["drop", "add", "name", "twice", "star", "stars"])
            if change == "drop" and texts:
                texts.pop()
            elif change == "add":
                texts.insert(0, "1")
            elif change == "name":
                texts.append("zz=1")
            elif change == "twice" and names and names[0]:
                texts.append(f"{names[0]}=2")
            elif change == "star":
                texts = [f"*({', '.join(texts[:2])},)"] if texts and "=" not in texts[0] else texts
            else:
                texts.append(f"**{self.expression('dict', 0)}")
        return f"{name}({', '.join(texts)})"

    def fresh(self, row, names):
        def new(match):
            if match[1] not in names:
                names[match[1]] = self.name(match[1])
            return names[match[1]]
        return FRESH.sub(new, row)

    def grow(self, row, depth):
        """A row with its holes filled."""
        row = self.fresh(row, {})
        quoted = row.startswith(('f"', "f'"))
        parts, at = [], 0
        for hole in HOLE.finditer(row):
            parts.append(row[at:hole.start()])
            at = hole.end()
            text = self.hole(hole, depth, quoted)
            before, after = row[max(0, hole.start() - 1):hole.start()], row[at:at + 1]
            tight = after in (".", "[") or before in ("*", "-", "~") or (after == "(" and before == "")
            if hole[3].endswith("_raw"):
                pass
            elif not is_atom(text) and (tight or quoted or has_keyword(text) or before + after != "()" and self.chance(0.6)):
                text = f"({text})"
            parts.append(text)
        return "".join(parts) + row[at:]

    def hole(self, hole, depth, quoted):
        kind, extra = hole[3], hole[4]
        if kind in ("ispec_raw", "fspec_raw", "sspec_raw"):
            return self.random.choice({"i": INTEGER_SPECS, "f": FLOAT_SPECS, "s": TEXT_SPECS}[kind[0]])
        if kind in ("ispec", "fspec", "sspec"):
            return repr(self.random.choice({"i": INTEGER_SPECS, "f": FLOAT_SPECS, "s": TEXT_SPECS}[kind[0]]))
        if kind == "conststr":
            return self.random.choice(CONSTANTS["str"])
        if hole[1]:
            return self.target(kind)
        if kind in ("vint", "vfloat", "vstr"):
            found = [n for n, k in self.scope if k == kind[1:]]
            return self.random.choice(found) if found else {"vint": "1", "vfloat": "2.5", "vstr": "'v'"}[kind]
        mark = len(self.scope)
        self.bind(extra)
        for _ in range(6):
            text = self.expression(kind, depth)
            if not quoted or not re.search(r"[\"'\\{}]|:=|lambda|\n", text):
                break
        else:
            text = "1"
        del self.scope[mark:]
        if hole[2]:
            text = f"({text}) % 1000003" if kind == "int" else f"({text})[:9]"
        return text

    def bind(self, extra):
        for pair in extra.lstrip("|").replace(" ", ",").split(","):
            if pair:
                self.scope.append(tuple(pair.split(":")))

    def target(self, kind):
        """A variable that may be assigned; made on the spot where there is none."""
        found = [n for n, k in self.scope[self.first_local:] if k == kind and "." not in n]
        if found and self.chance(0.98):
            return self.random.choice(found[-4:])
        outside = [n for n, k in self.scope[:self.first_local] if k == kind]
        if outside and self.chance(0.3):
            return self.random.choice(outside)
        name = self.name("t")
        self.before.append(f"{name} = {self.random.choice(CONSTANTS[kind])}")
        self.scope.append((name, kind))
        return name

    def statement(self, depth, nesting):
        """The lines of one step."""
        weights = [w for w, _, _ in STATEMENTS]
        while True:
            _, row, left = self.random.choices(STATEMENTS, weights)[0]
            if "<block" not in row and "<loop" not in row or nesting < 3:
                break
        names = {}
        row = self.fresh(row, names)
        outer, self.before = getattr(self, "before", []), []
        lines = []
        for line in row.split("\n"):
            indent = line[:len(line) - len(line.lstrip())]
            body = re.fullmatch(r"<(block|loop)((?:\|[^<>]*)?)>", line.strip())
            if body:
                saved, self.before = self.before, []
                mark = len(self.scope)
                self.bind(body[2])
                for _ in range(self.random.choice([1, 1, 2, 2, 3])):
                    lines += [indent + inner for inner in self.statement(depth, nesting + 1)]
                if body[1] == "loop" and self.chance(0.25):
                    word = self.random.choice(["break", "continue"])
                    lines.append(f"{indent}if {self.expression('bool', 1)}: {word}")
                if not self.chance(0.03):
                    del self.scope[mark:]
                self.before = saved
            else:
                text = line.strip()
                repeated = {}
                text = re.sub(r"<=dict>", lambda m: repeated.setdefault("d", self.target("dict")), text) \
                    if row.count("<=dict>") > 1 else text
                lines.append(indent + self.grow(text, depth))
        lines = self.before + lines
        self.before = outer
        self.bind(self.fresh(left, names))
        shown = [p.split(":")[0] for p in self.fresh(left, names).split() if not p.endswith((":fn", ":set"))]
        if shown and self.chance(0.4):
            lines.append(f"print({', '.join(shown)})")
        return lines

    def function(self):
        """A definition; calls of it may follow."""
        name = self.name("f")
        parameters = [(self.name("p"), self.random.choice(VALUES[:10])) for _ in range(self.random.choice([0, 1, 1, 2, 2, 3]))]
        optional = self.name("o") if self.chance(0.4) else None
        result = self.random.choice(["int", "int", "str", "ints", "float", "bool", "pair"])
        style = self.random.choice(["plain", "plain", "plain", "generator", "closure", "recursive", "decorated", "stars"])
        texts = [n for n, _ in parameters]
        known = list(parameters)
        if self.chance(0.1) and texts:
            texts.append("/")
            known = [(None, kind) for _, kind in known]
        if optional:
            texts.append(f"{optional}={self.expression('int', 1)}")
        if style == "stars":
            texts += ["*args", "**kwargs"]
        elif self.chance(0.1) and optional:
            texts.insert(-1, "*")
        saved, first, functions = self.scope, self.first_local, self.functions
        self.scope = list(saved)
        self.first_local = len(self.scope)
        self.functions = functions if self.chance(0.3) else []
        self.scope += parameters + ([(optional, "int")] if optional else [])
        lines = []
        if style == "stars":
            lines.append("print(len(args), sorted(kwargs))")
        for _ in range(self.random.choice([0, 1, 1, 2, 3])):
            lines += self.statement(2, 1)
        if style == "closure":
            cell = self.name("c")
            lines += [f"{cell} = {self.expression('int', 1)}", "def inner(x):"]
            self.scope += [(cell, "int"), ("x", "int")]
            if self.chance(0.6):
                lines += [f"    nonlocal {cell}", f"    {cell} = ({self.expression('int', 2)}) % 1009"]
            lines += [f"    return {self.expression('int', 2)} + {cell}", f"print(inner(1), inner(2), {cell})"]
            self.scope.pop()
        if style == "recursive" and parameters:
            lines = [f"if depth > 3: return {self.expression(result, 1)}"] + lines
            texts = [t for t in texts if t not in ("*", "/")] + ["depth=0"]
            known = [(n, k) for (n, k) in parameters]
            again = ", ".join(n for n, _ in parameters) + f", depth=depth + 1"
            lines.append(f"print(depth, end=' ')\nreturn {name}({again})" if self.chance(0.7) else f"return {self.expression(result, 2)}")
        elif style == "generator":
            lines += [f"yield {self.expression('int', 2)}", f"yield from {self.expression('ints', 1)}"]
            result = "generator"
        else:
            lines.append(f"return {self.expression(result, 2)}")
        self.scope, self.first_local, self.functions = saved, first, functions
        head = []
        if style == "decorated":
            tag = self.name("d")
            head = [f"def {tag}(times):", "    def wrap(function):", "        @functools.wraps(function)",
                    "        def called(*args, **kwargs):", "            print('call', function.__name__, len(args), sorted(kwargs))",
                    "            for _ in range(times - 1): function(*args, **kwargs)",
                    "            return function(*args, **kwargs)", "        return called", "    return wrap",
                    f"@{tag}({self.random.choice([1, 2])})"]
        lines = "\n".join(lines).split("\n")
        self.functions.append((name, result if result != "generator" else "gen", known, optional if style != "recursive" else None))
        if result == "generator":
            self.functions[-1] = (name, "gen", known, optional)
        return head + [f"def {name}({', '.join(texts)}):"] + ["    " + line for line in lines]

    def classes_of(self):
        """A class, maybe above an earlier one."""
        name = self.name("C")
        base = self.random.choice(self.classes) if self.classes and self.chance(0.5) else None
        saved, first = self.scope, self.first_local
        self.scope = list(saved)
        self.first_local = len(self.scope)
        lines = [f"class {name}({base}):" if base else f"class {name}:", f"    count = {self.expression('int', 1)}"]
        if not base or self.chance(0.4):
            lines += [f"    def __init__(self, a, b={self.expression('int', 1)}):"]
            lines += ["        super().__init__(a, b)", f"        self.c = {self.expression('str', 1)}"] if base and self.chance(0.7) else [
                "        self.a = a", "        self.b = b", f"        {name}.count += 1"]
        if not base or self.chance(0.3):
            lines += ["    def __repr__(self):", f"        return f'{name}<{{self.a}},{{self.b}}>'"]
        self.classes.append(name)
        for row in self.random.sample(MEMBERS, self.random.randint(2, 8)):
            row = row.replace("\\\\n", "\n").replace("\\n", "\n").replace("$C", name)
            lines += ("    " + self.grow(row, 2)).split("\n")
        self.scope, self.first_local = saved, first
        return lines

    def program(self):
        """The text of a program."""
        lines = ["def super_of(o): return len(type(o).__mro__)"]
        for _ in range(self.random.choice([0, 0, 1, 1, 2])):
            lines += self.classes_of()
        steps = self.random.randint(4, 14)
        for step in range(steps):
            if self.chance(0.18):
                lines += self.function()
                continue
            inner = self.statement(3, 0)
            callable_ = [f for f in self.functions if f[1] == "gen"]
            if callable_ and self.chance(0.5):
                call = self.call(self.random.choice(callable_), 1)
                inner.append(f"print(list(itertools.islice({call}, 6)))")
            elif self.functions and self.chance(0.5):
                inner.append(f"print({self.call(self.random.choice(self.functions[-3:]), 1)})" if self.functions[-1][1] != "gen" else "pass")
            if self.chance(0.93):
                inner = ["try:"] + ["    " + line for line in inner] + [
                    "except Exception as error:", "    print(type(error).__name__, error)"]
            lines += inner
        return "\n".join(lines) + "\n"


def is_atom(text):
    """Whether a text may stand before `.name` or beside an operator as it is."""
    if not text or text[0] in "-+~" or re.match(r"\d", text):
        return bool(re.fullmatch(r"\d+", text)) and False
    depth, quote, at = 0, "", 0
    while at < len(text):
        c = text[at]
        if quote:
            if c == "\\":
                at += 1
            elif c == quote:
                quote = ""
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif depth == 0 and c in " +-*/%<>=":
            return False
        at += 1
    return True


def has_keyword(text):
    return re.search(r"\b(lambda|if|and|or|not|in|is|for)\b|:=|[<>=]=?", text) is not None


def program(seed, big=True):
    """The program of a seed, without the prelude."""
    return Writer(seed, big).program()


if __name__ == "__main__":
    import sys
    print(PRELUDE + program(sys.argv[1]))
