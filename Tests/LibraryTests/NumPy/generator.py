"""Makes expressions over arrays: python3 generator.py COUNT SEED, a line for each.

Every line is a template of the table below with arrays of random dtype, shape and layout put in: without dimensions,
empty, broadcast, with negative strides, transposed, with NaN and infinities. The same seed gives the same lines.
Statements are separated by "; "; the last one is the expression that is compared.
"""
import random
import re
import sys

INTEGERS = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
FLOATS = ["float16", "float32", "float64"]
EVERY = ["bool"] + INTEGERS + FLOATS
COMMON = ["int64"] * 4 + ["float64"] * 6 + ["float32"] * 2 + ["bool", "uint8", "int8", "int32", "uint64", "float16"]
SHAPES = [(), (1,), (2,), (3,), (5,), (0,), (2, 3), (3, 2), (1, 3), (3, 1), (3, 3), (2, 2), (0, 3), (2, 3, 2), (2, 1, 3)]

UNARY = """negative positive absolute fabs sign sqrt square cbrt reciprocal exp exp2 expm1 log log2 log10 log1p sin cos
tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg floor ceil trunc rint isnan isinf
isfinite logical_not invert signbit spacing""".split()
BINARY = """add subtract multiply divide floor_divide mod remainder fmod power float_power maximum minimum fmax fmin
arctan2 hypot logaddexp logaddexp2 heaviside copysign nextafter greater greater_equal less less_equal equal not_equal
logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm ldexp""".split()
OPERATORS = "+ - * / // % ** < <= == != > >= & | ^ << >>".split()
REDUCTIONS = "sum prod mean max min all any std var ptp argmax argmin cumsum cumprod median count_nonzero".split()
NAN_REDUCTIONS = """nansum nanprod nanmean nanmax nanmin nanstd nanvar nanargmax nanargmin nancumsum nancumprod
nanmedian""".split()


# Expressions that are made but not compared, by what they say: docs/numpy.md has the reasons at length.
OUT = {
    "np.ones(2, dtype='complex')": "complex numbers",
    "np.zeros(3, dtype=[('a', int)])": "structured types",
    r"-?\d+ << (2147483648|1099511627776)": "whole numbers of 2**31 digits, which are the language's and not NumPy's",
}


def out(line):
    """Why an expression is not compared; None for those that are."""
    return next((why for text, why in OUT.items() if text == line or re.fullmatch(text, line)), None)


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def shape(self):
        return self.random.choice(SHAPES)

    def dtype(self):
        return self.random.choice(COMMON if self.random.random() < 0.7 else EVERY)

    def number(self, dtype):
        r = self.random
        if dtype == "bool":
            return r.choice(["True", "False"])
        if dtype.startswith("uint"):
            return str(r.choice([0, 1, 2, 3, 5, 7, 10, 100, 200, r.randrange(256)]))
        if dtype.startswith("int"):
            return str(r.choice([0, 1, -1, 2, 3, -4, 7, 10, 100, -128, r.randrange(-20, 21)]))
        kind = r.random()
        if kind < 0.04:
            return r.choice(["np.nan", "np.inf", "-np.inf", "-0.0"])
        if kind < 0.5:
            return str(r.choice([0.0, 0.5, 1.0, -1.0, 2.0, 2.5, -3.25, 10.0, 100.0, 0.125]))
        if kind < 0.8:
            return str(round(r.uniform(-3, 3), r.choice([1, 2, 3])))
        return repr(r.choice([1e-5, 12345.678, -0.001, 1e3, 65504.0, 3.3e4, r.gauss(0, 1)]))

    def nested(self, shape, dtype):
        if not shape:
            return self.number(dtype)
        return "[" + ", ".join(self.nested(shape[1:], dtype) for _ in range(shape[0])) + "]"

    def array(self, shape=None, dtype=None):
        """An expression for an array."""
        r = self.random
        shape = self.shape() if shape is None else shape
        dtype = dtype or self.dtype()
        ending = "" if dtype in ("float64", "int64", "bool") and 0 not in shape else f", dtype='{dtype}'"
        kind = r.random()
        if kind < 0.5 or not shape:
            if 0 in shape:
                return f"np.zeros({shape}{ending})"
            return f"np.array({self.nested(shape, dtype)}{ending})"
        size = 1
        for length in shape:
            size *= length
        start = r.choice([0, 0, 1, -3]) if not dtype.startswith("uint") and dtype != "bool" else 0
        first = f"{start}, {start + size}" if start else str(size)
        base = f"np.arange({first}{', dtype=' + repr(dtype) if dtype != 'int64' else ''})"
        if dtype == "bool":
            base = f"(np.arange({size}) % {r.choice([2, 3])} == 0)"
        if dtype.startswith("float") and kind < 0.75:
            base = f"({base} * {r.choice(['0.5', '0.1', '1.5', '-2'])})"
        if kind < 0.7:
            return base if len(shape) == 1 else f"{base}.reshape{shape}"
        if kind < 0.8:
            flipped = "[" + ", ".join(r.choice(["::-1", "::-1", ":"]) for _ in shape) + "]"
            return (base if len(shape) == 1 else f"{base}.reshape{shape}") + flipped
        if kind < 0.9 and len(shape) > 1:
            return f"{base}.reshape{shape[::-1]}.T"
        doubled = f"np.arange({2 * size}{', dtype=' + repr(dtype) if dtype not in ('int64', 'bool') else ''})"
        if dtype == "bool":
            doubled = f"({doubled} > {size // 2})"
        return f"{doubled}[::2]" + ("" if len(shape) == 1 else f".reshape{shape}")

    def scalar(self):
        r = self.random
        kind = r.random()
        if kind < 0.3:
            return str(r.choice([0, 1, 2, 3, -1, 10, 255, 256, 300, -129, 2**31, 2**40]))
        if kind < 0.6:
            return str(r.choice([0.0, 0.5, 2.0, -1.5, 1e10, 3.0]))
        if kind < 0.7:
            return r.choice(["True", "False"])
        dtype = self.dtype()
        name = "bool_" if dtype == "bool" else dtype
        return f"np.{name}({self.number(dtype)})"

    def operand(self, shape=None):
        kind = self.random.random()
        if kind < 0.25:
            return self.scalar()
        if kind < 0.32 and shape is None:
            return self.nested(self.pick((2,), (3,), (2, 3)), self.pick("int64", "float64", "bool"))
        return self.array(shape)

    def pair(self):
        """Two operands that mostly broadcast."""
        r = self.random
        if r.random() < 0.15:
            return self.operand(), self.operand()
        shape = self.shape()
        other = tuple(1 if r.random() < 0.3 else n for n in shape)[r.choice([0, 0, 0, 1]):]
        both = [self.operand(shape), self.operand(other)]
        r.shuffle(both)
        return tuple(both)

    def axis(self, rank=2):
        return self.random.choice(["0", "1", "-1", "None", "0", "-2", "2", "(0, 1)", "-1"])

    def reduction_keywords(self, name):
        r = self.random
        parts = []
        if r.random() < 0.6:
            axis = self.axis()
            if name in ("argmax", "argmin", "cumsum", "cumprod", "nanargmax", "nanargmin", "nancumsum", "nancumprod"):
                axis = r.choice(["0", "1", "-1", "None"])
            parts.append(f"axis={axis}")
        if r.random() < 0.25 and not name.endswith(("cumsum", "cumprod")):
            parts.append("keepdims=True")
        if name in ("sum", "prod", "mean", "cumsum", "cumprod") and r.random() < 0.15:
            parts.append(f"dtype='{r.choice(['float32', 'float64', 'int32', 'int64', 'uint8'])}'")
        if name in ("std", "var") and r.random() < 0.3:
            parts.append("ddof=1")
        if name in ("sum", "prod", "max", "min") and r.random() < 0.1:
            parts.append(f"initial={r.choice(['0', '1', '10', '-5.0'])}")
        if name in ("sum", "prod", "any", "all", "mean") and r.random() < 0.08:
            parts.append("where=[True]")
        return "".join(", " + part for part in parts)

    def index(self, rank):
        """What stands between brackets."""
        r = self.random
        one = lambda: r.choice(
            ["0", "1", "-1", "2", ":", "::-1", "1:", ":-1", "::2", "...", "None", "np.newaxis", "[0, 1]", "[1, 0, 1]", "[-1]",
             "[]", "np.array([0, 1])", "np.array([[0, 1], [1, 0]])", "[True, False]", "[True, False, True]", "5", "-4", "2:1",
             "1:10", "-2:", "0.5", "'a'"])
        return ", ".join(one() for _ in range(r.choice([1, 1, 1, 2, 2, 3])))

    def line(self):
        maker = self.random.choice(MAKERS)
        return maker(self)


def unary(g):
    x = g.operand()
    call = f"np.{g.random.choice(UNARY)}({x}"
    if g.random.random() < 0.06:
        call += f", dtype='{g.random.choice(['float32', 'float64', 'int32'])}'"
    return call + ")"


def binary(g):
    a, b = g.pair()
    name = g.random.choice(BINARY)
    kind = g.random.random()
    if kind < 0.08:
        return f"np.{name}.outer({g.array(g.pick((2,), (3,)))}, {g.array(g.pick((2,), (3,), ()))})"
    return f"np.{name}({a}, {b})"


def operator(g):
    a, b = g.pair()
    return f"{a} {g.random.choice(OPERATORS)} {b}"


def sign_operator(g):
    return g.pick("-", "+", "~", "abs") + f"({g.array()})"


def in_place(g):
    a = g.array()
    return f"a = {a}; a {g.random.choice(OPERATORS[:7] + ['&', '|', '^'])}= {g.operand(g.pick((), (1,), (3,), (2, 3)))}; a"


def ufunc_keywords(g):
    shape = g.pick((3,), (2, 3), (2,))
    name = g.random.choice(["add", "subtract", "multiply", "divide", "maximum", "power", "floor_divide", "greater"])
    a, b = g.array(shape), g.operand(g.pick(shape, ()))
    kind = g.random.random()
    if kind < 0.3:
        return f"o = np.zeros({shape}, dtype='{g.dtype()}'); r = np.{name}({a}, {b}, out=o); (o, r is o)"
    if kind < 0.6:
        return f"o = np.zeros({shape}, dtype='float64'); np.{name}({a}, {b}, out=o, where={g.array(shape, 'bool')}); o"
    return f"np.{name}({a}, {b}, dtype='{g.dtype()}')"


def ufunc_methods(g):
    name = g.random.choice(["add", "multiply", "maximum", "minimum", "logical_and", "logical_or", "subtract", "bitwise_or"])
    kind = g.random.random()
    x = g.array(g.pick((3,), (2, 3), (2, 3, 2), (0,), (0, 3), (1,)))
    if kind < 0.5:
        return f"np.{name}.reduce({x}{g.pick('', ', axis=1', ', axis=None', ', axis=(0, 1)', ', keepdims=True', ', axis=-1')})"
    if kind < 0.8:
        return f"np.{name}.accumulate({x}{g.pick('', ', axis=1', ', axis=-1', ', 0')})"
    return f"a = {g.array((5,))}; np.{name}.at(a, {g.pick('[0, 1, 0]', '[4, 4]', '[-1]', 'np.array([2, 2, 2])')}, {g.scalar()}); a"


def reduction(g):
    name = g.random.choice(REDUCTIONS)
    x = g.operand() if g.random.random() < 0.2 else g.array()
    keywords = g.reduction_keywords(name)
    if x.startswith("np.") and name not in ("median", "count_nonzero", "ptp") and g.random.random() < 0.3:
        return f"({x}).{name}({keywords[2:]})"
    return f"np.{name}({x}{keywords})"


def nan_reduction(g):
    name = g.random.choice(NAN_REDUCTIONS)
    return f"np.{name}({g.array(None, g.pick('float64', 'float64', 'float32', 'int64', 'float16'))}{g.reduction_keywords(name)})"


def shaping(g):
    x = g.array()
    return g.pick(
        lambda: f"np.reshape({x}, {g.pick('-1', '(3, -1)', '(2, 3)', '(3, 2)', '6', '(-1, 2)', '(1, -1)', '(-1, -1)', '(2, 2)')})",
        lambda: f"{x}.reshape({g.pick('-1', '3, -1', '2, 3', '(3, 2)', '6', '-1, 2', '1, 1, -1')}{g.pick('', '', chr(44) + ' order=' + repr('F'))})",
        lambda: f"np.ravel({x}{g.pick('', ', order=' + repr('F'))})",
        lambda: f"{x}.flatten({g.pick('', repr('F'), repr('C'))})",
        lambda: f"np.transpose({x}{g.pick('', '', ', (1, 0)', ', (0, 1)', ', (0, 2, 1)', ', (0, 0)')})",
        lambda: f"{x}.T.strides",
        lambda: f"np.swapaxes({x}, {g.pick('0, 1', '0, -1', '1, 2', '0, 0')})",
        lambda: f"np.moveaxis({x}, {g.pick('0, 1', '0, -1', '-1, 0', '[0, 1], [-1, -2]', '2, 0')})",
        lambda: f"np.rollaxis({x}, {g.pick('0', '1', '2', '-1', '1, 0', '2, 1')})",
        lambda: f"np.expand_dims({x}, {g.pick('0', '1', '-1', '(0, 2)', '3', '(0, 0)')})",
        lambda: f"np.squeeze({x}{g.pick('', ', 0', ', axis=1', ', axis=(0, 1)', ', -1')})",
        lambda: f"np.flip({x}{g.pick('', ', 0', ', 1', ', axis=(0, 1)', ', -1')})",
        lambda: f"np.{g.pick('fliplr', 'flipud')}({x})",
        lambda: f"np.rot90({x}{g.pick('', ', 2', ', 3', ', -1', ', k=1, axes=(1, 0)', ', 1, (1, 2)')})",
        lambda: f"np.roll({x}, {g.pick('1', '-1', '2', '5', '1, axis=0', '-1, axis=1', '(1, 1), axis=(0, 1)', '(1, 2)', '1, axis=3')})",
        lambda: f"np.tile({x}, {g.pick('2', '(2, 1)', '(1, 2)', '(2, 2, 1)', '0', '[2]')})",
        lambda: f"np.repeat({x}, {g.pick('2', '0', '3, axis=0', '2, axis=1', '[1, 2]', '[1, 2, 0], axis=0', '[2], axis=-1')})",
        lambda: f"np.broadcast_to({x}, {g.pick('(2, 3)', '(3, 3)', '3', '(2, 2, 3)', '(5,)')})",
        lambda: f"np.atleast_{g.pick('1', '2', '3')}d({x})",
        lambda: f"np.resize({x}, {g.pick('(2, 2)', '7', '(0,)', '(3, 3)')})",
        lambda: f"np.{g.pick('tril', 'triu')}({x}{g.pick('', ', 1', ', -1', ', k=2')})",
        lambda: f"np.{g.pick('diag', 'diagflat')}({x}{g.pick('', ', 1', ', -1')})",
        lambda: f"np.{g.pick('diagonal', 'trace')}({x}{g.pick('', ', 1', ', offset=-1', ', 0, 1, 0')})",
        lambda: f"np.pad({x}, {g.pick('1', '(1, 2)', '((1, 0), (0, 2))', '0', '-1', '((1,), (2,))')}{g.pick('', '', ', mode=' + repr(g.pick('constant', 'edge', 'reflect', 'symmetric', 'wrap', 'maximum', 'minimum', 'mean', 'linear_ramp', 'median', 'other')), ', constant_values=7', ', ' + repr('constant') + ', constant_values=(1, 2)')})",
        lambda: f"np.trim_zeros({g.array((5,))}{g.pick('', ', ' + repr('f'), ', ' + repr('b'))})",
        lambda: f"np.ediff1d({x}{g.pick('', ', to_begin=0', ', to_end=[1, 2]')})",
    )()


def joining(g):
    shape = g.shape()
    a, b = g.array(shape), g.array(shape if g.random.random() < 0.8 else None)
    return g.pick(
        lambda: f"np.concatenate([{a}, {b}]{g.pick('', ', axis=1', ', axis=None', ', axis=-1', ', 0', ', dtype=' + repr('float32'), ', axis=2')})",
        lambda: f"np.stack([{a}, {b}]{g.pick('', ', axis=1', ', axis=-1', ', 0', ', axis=2')})",
        lambda: f"np.{g.pick('vstack', 'hstack', 'dstack', 'column_stack')}([{a}, {b}])",
        lambda: f"np.{g.pick('split', 'array_split')}({a}, {g.pick('2', '3', '[1]', '[1, 2]', '1', '0', '[0, 5]')}{g.pick('', ', axis=1', ', axis=-1')})",
        lambda: f"np.{g.pick('hsplit', 'vsplit', 'dsplit')}({a}, {g.pick('2', '3', '[1]', '1')})",
        lambda: f"np.append({a}, {g.operand()}{g.pick('', '', ', axis=0', ', axis=1')})",
        lambda: f"np.insert({a}, {g.pick('0', '1', '-1', '[0, 1]', '[1, 1]', 'slice(0, 2)', '10', '[0, 2]')}, {g.pick(g.scalar(), '[7, 8]', '9')}{g.pick('', ', axis=0', ', axis=1')})",
        lambda: f"np.delete({a}, {g.pick('0', '-1', '[0, 1]', 'slice(0, 2)', '[True, False, True]', '10', '[0, -1]', '[]', 'np.s_[::2]')}{g.pick('', ', axis=0', ', axis=1', ', -1')})",
        lambda: f"np.block([[{g.array((2, 2))}, {g.array((2, 1))}], [{g.array((1, 2))}, {g.array((1, 1))}]])",
        lambda: f"np.{g.pick('r_', 'c_')}[{g.array(g.pick((3,), (2,)))}, {g.array((3,))}]",
        lambda: f"np.unstack({a}{g.pick('', ', axis=1')})",
    )()


def sorting(g):
    x = g.array()
    axis = g.pick("", "", ", axis=0", ", axis=-1", ", axis=None", ", axis=1")
    return g.pick(
        lambda: f"np.sort({x}{axis})",
        lambda: f"np.argsort({x}{axis}, kind='stable')" if axis != ", axis=None" else f"np.argsort({x}{axis}, kind='stable')",
        lambda: f"a = {x}; a.sort({axis[2:] if 'None' not in axis else ''}); a",
        lambda: f"np.partition({x}, {g.pick('0', '1', '2', '-1')})[{g.pick('1', '0', '-1')}:]" if False else f"np.sort(np.partition({g.array((5,))}, 2)[:2])",
        lambda: f"np.partition({g.array((5,))}, {g.pick('2', '-1', '0', '7')})[{g.pick('0', '2')}]" if False else f"np.partition({g.array((5,))}, 2)[2]",
        lambda: f"np.lexsort(({g.array((5,), 'int64')}, {g.array((5,), 'int64')}))",
        lambda: f"np.searchsorted(np.sort({g.array((5,))}), {g.operand()}{g.pick('', ', side=' + repr('right'), ', ' + repr('middle'))})",
        lambda: f"np.digitize({x}, {g.pick('[0, 1, 2]', '[2.5, 1.5, 0.5]', '[0, 5, 1]', '[1.0]')}{g.pick('', ', right=True')})",
        lambda: f"np.unique({x}{g.pick('', '', ', return_counts=True', ', return_index=True', ', return_inverse=True', ', True, True, True', ', axis=0', ', axis=1', ', axis=0, return_counts=True')})",
        lambda: f"np.unique_{g.pick('values', 'counts')}({x})",
        lambda: f"np.{g.pick('intersect1d', 'union1d', 'setdiff1d', 'setxor1d')}({x}, {g.array()})",
        lambda: f"np.intersect1d({x}, {g.array()}, return_indices=True)",
        lambda: f"np.isin({x}, {g.operand()}{g.pick('', ', invert=True')})",
        lambda: f"np.{g.pick('argwhere', 'flatnonzero', 'nonzero')}({x})",
        lambda: f"np.where({g.array(None, 'bool')}, {g.operand()}, {g.operand()})",
        lambda: f"np.where({x})",
        lambda: f"np.where({x} > {g.scalar()}, {x}, {g.scalar()})",
        lambda: f"np.extract({x} > 0, {x})",
        lambda: f"np.compress([True, False, True], {x}{g.pick('', ', axis=0', ', axis=1')})",
        lambda: f"np.select([{x} > 1, {x} < 0], [{x}, {g.scalar()}]{g.pick('', ', 9', ', default=-1')})",
        lambda: f"np.choose({g.pick('[0, 1, 0]', '[1, 0, 2]', '[[0, 1], [1, 0]]', '[0, 5]')}, [{g.operand()}, {g.operand()}]{g.pick('', ', mode=' + repr('clip'), ', mode=' + repr('wrap'))})",
        lambda: f"np.take({x}, {g.pick('0', '[0, 1]', '[[0, 1], [1, 0]]', '-1', '[5]', '[0, 7]')}{g.pick('', ', axis=0', ', axis=1', ', mode=' + repr('clip'), ', mode=' + repr('wrap'))})",
        lambda: f"np.take_along_axis({x}, np.argsort({x}, axis=0, kind='stable'), axis=0)",
        lambda: f"a = {x}; np.put(a, {g.pick('[0, 1]', '0', '[-1]', '[9]')}, {g.pick('7', '[1, 2]', '-1')}); a",
        lambda: f"a = {x}; np.putmask(a, {g.pick('a > 1', '[True, False, True]')}, {g.pick('7', '[1, 2]')}); a",
        lambda: f"a = {x}; np.place(a, a > 0, {g.pick('[7]', '[1, 2]')}); a",
        lambda: f"a = {x}; np.copyto(a, {g.operand()}{g.pick('', ', casting=' + repr('unsafe'))}); a",
        lambda: f"a = {g.array((3, 3))}; np.fill_diagonal(a, {g.pick('7', '[1, 2, 3]')}); a",
        lambda: f"np.{g.pick('argmax', 'argmin')}({x}{g.pick('', ', 0', ', 1', ', axis=-1, keepdims=True')})",
        lambda: f"np.bincount({g.pick('[0, 1, 1, 3]', '[2, 2]', '[]', '[-1]', '[1.5]', '[[1]]', 'np.array([1, 2], dtype=' + repr('uint8') + ')')}{g.pick('', ', minlength=6', ', weights=[1, 2, 3, 4]', ', weights=[0.5, 1.5]')})",
        lambda: f"np.histogram({x}{g.pick('', ', bins=3', ', bins=[0, 1, 2, 5]', ', bins=4, range=(0, 4)', ', 3, density=True', ', bins=' + repr('auto'), ', bins=0', ', bins=2, weights=' + x)})",
        lambda: f"np.histogram_bin_edges({x}, {g.pick('3', '[0, 1, 2]', '5, (0, 1)')})",
        lambda: f"np.{g.pick('percentile', 'quantile')}({g.array(g.pick((5,), (2, 3), (3,), ()), g.pick('float64', 'int64', 'float32'))}, {g.pick('0.5', '[0.25, 0.75]', '0', '1', '0.1', '50', '-1')}{g.pick('', ', axis=0', ', axis=1, keepdims=True', ', method=' + repr(g.pick('lower', 'higher', 'nearest', 'midpoint', 'linear', 'hazen', 'weibull', 'median_unbiased', 'bad')))})",
        lambda: f"np.nan{g.pick('percentile', 'quantile')}({g.array(g.pick((5,), (2, 3)), 'float64')}, {g.pick('0.5', '[0.25, 0.75]', '0')}{g.pick('', ', axis=0')})",
    )()


def numeric(g):
    x = g.array()
    flat = g.array(g.pick((2,), (3,), (5,), (5,)))
    return g.pick(
        lambda: f"np.diff({x}{g.pick('', ', 2', ', axis=0', ', n=1, axis=-1', ', prepend=0', ', append=[1]', ', n=-1', ', n=0')})",
        lambda: f"np.gradient({x}{g.pick('', ', 2.0', ', axis=0', ', axis=-1', ', edge_order=2')})",
        lambda: f"np.convolve({flat}, {g.array(g.pick((2,), (3,)))}{g.pick('', ', ' + repr('same'), ', mode=' + repr('valid'), ', ' + repr('bad'))})",
        lambda: f"np.correlate({flat}, {g.array(g.pick((2,), (3,)))}{g.pick('', ', ' + repr('same'), ', mode=' + repr('full'))})",
        lambda: f"np.interp({g.operand()}, [0, 1, 3], {g.pick('[10, 20, 0]', '[0.5, 1.5, -2]')}{g.pick('', ', left=-1', ', right=99', ', period=2')})",
        lambda: f"np.clip({x}, {g.scalar()}, {g.pick(g.scalar(), 'None', '3')})",
        lambda: f"np.round({x}, {g.pick('0', '1', '2', '-1')})",
        lambda: f"np.around({x})",
        lambda: f"np.nan_to_num({x}{g.pick('', ', nan=9.0', ', posinf=1.0, neginf=-1.0')})",
        lambda: f"np.{g.pick('isclose', 'allclose')}({x}, {g.operand()}{g.pick('', ', atol=0.5', ', rtol=0.1', ', equal_nan=True')})",
        lambda: f"np.array_equal({x}, {g.operand()})",
        lambda: f"np.array_equiv({x}, {g.operand()})",
        lambda: f"np.{g.pick('inner', 'outer', 'vdot', 'dot', 'matmul', 'kron')}({g.array(g.pick((3,), (2, 3), (3, 3), ()))}, {g.array(g.pick((3,), (3,), (3, 3), (3, 2), (2,), ()))})",
        lambda: f"{g.array(g.pick((3,), (2, 3), (3, 3), (2, 2, 3)))} @ {g.array(g.pick((3,), (3, 3), (3, 2), (2,)))}",
        lambda: f"np.tensordot({g.array((2, 3))}, {g.array((3, 2))}{g.pick('', ', 1', ', axes=0', ', axes=([0], [1])', ', axes=([1, 0], [0, 1])')})",
        lambda: f"np.cross({g.array(g.pick((3,), (2, 3), (2,)))}, {g.array((3,))})",
        lambda: f"np.{g.pick('cov', 'corrcoef')}({g.array(g.pick((3,), (2, 3), (3, 3)), 'float64')})",
        lambda: f"np.average({x}{g.pick('', ', axis=0', ', weights=[1, 2, 3]', ', axis=0, weights=[1, 2]', ', axis=1, weights=[3, 1, 1], returned=True')})",
        lambda: f"np.trapezoid({x}{g.pick('', ', dx=0.5', ', axis=0')})",
        lambda: f"np.apply_along_axis({g.pick('np.sum', 'np.sort', 'lambda v: v * 2', 'lambda v: v[0]', 'np.cumsum')}, {g.pick('0', '1', '-1')}, {x})",
        lambda: f"np.apply_over_axes(np.sum, {g.array((2, 3, 2))}, {g.pick('[0, 2]', '0', '[1]')})",
        lambda: f"np.vectorize(lambda v: v {g.pick('+ 1', '* 2.5', '> 1')})({x})",
        lambda: f"np.{g.pick('modf', 'frexp')}({g.array(None, g.pick('float64', 'float32', 'int64'))})",
        lambda: f"np.divmod({g.operand()}, {g.scalar()})",
        lambda: f"np.{g.pick('sinc', 'i0', 'angle', 'real', 'imag', 'fix', 'iscomplexobj', 'isreal', 'unwrap', 'isposinf', 'isneginf', 'bitwise_count', 'conj')}({g.array(None, g.pick('float64', 'float64', 'int64'))})",
        lambda: f"np.cumulative_sum({x}{g.pick('', ', axis=0', ', axis=-1, include_initial=True')})",
        lambda: f"np.matrix_transpose({x})",
        lambda: f"np.vander({flat}{g.pick('', ', 3', ', 3, increasing=True')})",
        lambda: f"np.{g.pick('packbits', 'unpackbits')}({g.array(g.pick((3,), (5,)), g.pick('uint8', 'bool'))})",
    )()


def making(g):
    t = g.dtype()
    n = g.pick
    return g.pick(
        lambda: f"np.arange({n('5', '1, 10, 3', '0, 1, 0.25', '5, 0, -2', '0.0', '1.5', '10, 0', '3, dtype=' + repr(t), '0, 1, 0', 'np.float32(3)', 'np.int8(4)', '2, 5, dtype=' + repr(t))})",
        lambda: f"np.linspace({n('0, 1', '0, 1, 5', '1, 10, 4, endpoint=False', '0, 5, 3, dtype=' + repr('int64'), '0, 1, 1', '0, 1, 0', '0, 1, -1', '2, 3, num=5, retstep=True', '[0, 1], 5, 3', '0, [1, 2], 3', '0, 1, 2.5')})",
        lambda: f"np.logspace({n('0, 2, 3', '0, 1, 4, base=2', '1, 2, 3, endpoint=False', '0, 2, 3, dtype=' + repr('int64'))})",
        lambda: f"np.geomspace({n('1, 1000, 4', '1, 256, 9', '1, 2, 3, endpoint=False', '0, 1, 3', '-1, -8, 4')})",
        lambda: f"np.{n('zeros', 'ones')}({n('3', '(2, 3)', '()', '0', '(2, 0)', '-1', '(2, -1)', '2.5', '[2, 2]', repr('a'))}, dtype='{t}')",
        lambda: f"np.full({n('3', '(2, 2)', '()')}, {g.scalar()}{n('', ', dtype=' + repr(t))})",
        lambda: f"np.{n('zeros_like', 'ones_like', 'empty_like')}({g.array()}{n('', ', dtype=' + repr(t), ', shape=(2, 2)')}).shape",
        lambda: f"np.{n('zeros_like', 'ones_like')}({g.array()}{n('', ', dtype=' + repr(t), ', shape=(2, 2)')})",
        lambda: f"np.full_like({g.array()}, {g.scalar()}{n('', ', dtype=' + repr(t))})",
        lambda: f"np.{n('eye', 'identity')}({n('3', '0', '2', '1', '2, dtype=' + repr(t), '-1')})",
        lambda: f"np.eye({n('2, 3', '3, 2, 1', '3, k=-1', '3, 3, 5')})",
        lambda: f"np.tri({n('3', '2, 3', '3, 3, 1', '3, k=-1', '2, dtype=' + repr('int8'))})",
        lambda: f"np.array({g.nested(g.shape(), n('int64', 'float64', 'bool'))}{n('', ', dtype=' + repr(t), ', ndmin=2')})",
        lambda: f"np.asarray({g.operand()}{n('', ', dtype=' + repr(t))})",
        lambda: f"np.array({n('[1, 2.5]', '[True, 2]', '[[1, 2], [3]]', '[1, [2]]', '[]', '[[]]', '(1, 2)', 'range(3)', '[range(2), range(2)]', '[np.arange(2), [3, 4]]', '[np.float32(1), 2]', '[np.int8(1), np.uint8(2)]', '[np.int8(1), 300]', '{1: 2}', 'None' if False else '[2**40]', '[-1], dtype=' + repr('uint8'), '[300], dtype=' + repr('uint8'), '[1.9, -1.9], dtype=' + repr('int64'), '[np.arange(3), np.arange(2)]')})",
        lambda: f"{g.array()}.astype('{t}')",
        lambda: f"{g.array()}.astype('{t}', casting='{n('safe', 'same_kind', 'equiv', 'unsafe', 'no')}')",
        lambda: f"np.meshgrid({g.array((2,))}, {g.array((3,))}{n('', ', indexing=' + repr('ij'), ', sparse=True')})",
        lambda: f"np.{n('mgrid', 'ogrid')}[{n('0:3', '0:2, 0:3', '1:4, 2:3', '0:2:0.5')}]",
        lambda: f"np.indices({n('(2, 3)', '(2,)', '(2, 2), sparse=True')})",
        lambda: f"np.fromfunction(lambda i, j: {n('i + j', 'i == j', 'i * 10 + j')}, (2, 3){n('', ', dtype=int')})",
        lambda: f"np.{n('tril_indices', 'triu_indices')}({n('3', '3, 1', '3, -1', '2, 0, 3')})",
        lambda: f"np.{n('diag_indices', 'diag_indices')}({n('3', '2, 3')})",
        lambda: f"np.fromiter((i * i for i in range(4)), dtype='{t}')",
        lambda: f"np.ix_({n('[0, 1], [1, 2]', '[True, False], [0]', '[0]')})",
        lambda: f"np.unravel_index({n('5', '[1, 4]', '10')}, (2, 3))",
        lambda: f"np.ravel_multi_index({n('(1, 2)', '([0, 1], [2, 0])', '(3, 0)')}, (2, 3))",
        lambda: f"np.frombuffer(b'{n('abcdefgh', 'abc')}', dtype='{n('uint8', 'int16', 'int32')}')",
    )()


def typing(g):
    names = EVERY + ["int", "float", "f4", "i2", "<f8", "u1", "?", "d", "bool_" if False else "bool", "nonsense", "intp", "single"]
    a, b = g.random.choice(names), g.random.choice(names)
    t = g.dtype()
    kind = "bool" if t == "bool" else t
    return g.pick(
        lambda: f"np.promote_types('{a}', '{b}')",
        lambda: f"np.result_type({g.operand()}, '{b}')",
        lambda: f"np.result_type({g.scalar()}, {g.array()})",
        lambda: f"np.can_cast('{a}', '{b}'{g.pick('', ', casting=' + repr(g.pick('safe', 'same_kind', 'unsafe', 'equiv', 'no')))})",
        lambda: f"np.dtype('{a}')",
        lambda: f"np.dtype('{a}').{g.pick('name', 'kind', 'char', 'itemsize', 'str', 'num', 'type', 'alignment', 'byteorder', 'fields', 'names', 'hasobject', 'shape', 'ndim', 'isnative')}",
        lambda: f"np.iinfo('{a}').{g.pick('max', 'min', 'bits')}",
        lambda: f"np.finfo('{g.pick('float32', 'float64', 'float16', 'int8')}').{g.pick('max', 'min', 'eps', 'tiny', 'bits', 'resolution', 'precision', 'smallest_normal', 'epsneg', 'nmant', 'dtype')}",
        lambda: f"np.min_scalar_type({g.scalar()})",
        lambda: f"np.issubdtype('{a}', np.{g.pick('integer', 'floating', 'number', 'signedinteger', 'float64', 'generic', 'bool', 'int64')})",
        lambda: f"np.isdtype(np.dtype('{t}'), '{g.pick('bool', 'integral', 'numeric', 'real floating', 'signed integer')}')",
        lambda: f"np.{'bool_' if t == 'bool' else t}({g.pick('1', '2.7', '-1', 'True', '300', repr('3'), '[1, 2]', '')})",
        lambda: f"type(np.{'bool_' if t == 'bool' else t}(1) {g.random.choice(OPERATORS[:4])} {g.pick('1', '1.5', 'True', 'np.int8(2)', 'np.float32(1)')})",
        lambda: f"isinstance(np.{'bool_' if t == 'bool' else t}(1), {g.pick('np.integer', 'np.floating', 'float', 'int', 'bool', 'np.number', 'np.generic')})",
        lambda: f"np.{'bool_' if t == 'bool' else t}({g.number(t)}).{g.pick('item()', 'dtype', 'shape', 'ndim', 'T', 'tolist()', 'nbytes', 'astype(int)', 'round(1)', 'sum()', 'reshape(1, 1)', 'max()', 'size', 'real', 'tobytes()')}",
        lambda: f"{g.pick('int', 'float', 'bool', 'str', 'hash', 'complex' if False else 'repr', 'round', 'len', 'list', 'abs')}({g.pick(g.array(), g.array((1,)), g.array(()), g.scalar())})",
        lambda: f"np.{g.pick('shape', 'ndim', 'size', 'isscalar', 'iterable')}({g.operand()})",
        lambda: f"np.array({g.scalar()}).item()",
        lambda: f"{g.array()}.{g.pick('tolist()', 'tobytes()', 'shape', 'strides', 'ndim', 'size', 'itemsize', 'nbytes', 'dtype', 'T', 'flags.c_contiguous', 'flags.writeable', 'flags.owndata', 'item()', 'item(0)', 'real', 'imag', 'flat[1]', 'data.contiguous' if False else 'copy()', 'mT', 'base is None')}",
        lambda: f"format({g.scalar()}, '{g.pick('.2f', '5', '.3e', '>8', 'd', '.0f', '')}')",
        lambda: f"format({g.array(g.pick((3,), (), (1,)))}, '{g.pick('', '', '.2f', '>8')}')",
    )()


def indexing(g):
    shape = g.pick((3,), (5,), (2, 3), (3, 3), (2, 3, 2), (), (0, 3))
    x = g.array(shape)
    return f"{x}[{g.index(len(shape))}]"


def assigning(g):
    shape = g.pick((3,), (5,), (2, 3), (3, 3), (2, 3, 2))
    value = g.pick(g.scalar(), g.array(g.pick((3,), (2,), (1,), (2, 3))), "[1, 2]", "[1, 2, 3]", "7", "np.nan", "'x'" if False else "1.7")
    return f"a = {g.array(shape)}; a[{g.index(len(shape))}] {g.pick('', '', '', '+', '*')}= {value}; a"


def masking(g):
    shape = g.pick((3,), (5,), (2, 3), (3, 3))
    x = g.array(shape)
    return g.pick(
        f"a = {x}; a[a > {g.scalar()}]",
        f"a = {x}; a[a > {g.scalar()}] = {g.scalar()}; a",
        f"a = {x}; a[::-1][0] = {g.pick('7', '0', '1.5')}; a",
        f"a = {x}; b = a[1:]; b[...] = {g.pick('7', '0')}; a",
        f"a = {x}; b = a.T; b[0] = 5; (a, np.shares_memory(a, b))",
        f"a = {x}; a.shape = {g.pick('-1', '(3, 1)', '(3, -1)')}; a",
        f"a = {x}; a.fill({g.scalar()}); a",
        f"a = {x}; a.flat[{g.pick('0', '[0, 1]', '::2', '-1')}] = {g.pick('9', '[1, 2]')}; a",
        f"a = {x}; [v for v in a.flat]",
        f"list(np.ndenumerate({x}))",
        f"list(np.ndindex{g.pick((2, 2), (3,), (1, 2))})",
        f"a = {x}; {g.scalar()} in a",
        f"np.broadcast_arrays({x}, {g.array((3,))})",
        f"np.broadcast_shapes({g.pick((3,), (2, 1), (1, 3))}, {g.pick((3,), (2, 3), (4,))})",
        f"a = {x}; bool(a)" if g.random.random() < 0.3 else f"bool({g.array(g.pick((), (1,), (1, 1), (0,), (2,)))})",
    )


def printing(g):
    shape = g.pick((5,), (3, 3), (2, 3, 2), (20,), (4, 7), (30,), (2, 15), (1,), (), (2, 2, 2, 2))
    scale = g.pick("1", "1e-3", "1e5", "1e10", "1e-10", "0.1", "1/3", "100", "1e100", "12345.678")
    size = 1
    for n in shape:
        size *= n
    base = f"(np.arange({size}) * {scale}).reshape{shape if len(shape) != 1 else (shape[0],)}".replace(",)", ")")
    if not shape:
        base = f"np.array({g.number('float64')})"
    option = g.pick("precision=3", "precision=2, suppress=True", "linewidth=40", "threshold=5", "threshold=10, edgeitems=1", "floatmode='fixed', precision=2", "nanstr='-'", "sign='+'", "sign=' '", "floatmode='maxprec_equal'", "suppress=True", "formatter={'float': lambda v: f'{v:.1f}'}", "precision=0", "legacy='1.25'" if False else "precision=4")
    return g.pick(
        f"{base}",
        f"{base}.astype('{g.dtype()}')",
        f"{base} - {g.pick('1', '0.5', '3')}",
        f"{base} * [{g.pick('1', 'np.nan', 'np.inf', '-np.inf', '1e20', '-1')}]",
        f"np.arange({g.pick('1001', '2000', '1000', '10000')}).reshape({g.pick('-1', '-1, 1')})",
        f"np.zeros({g.pick('(40, 40)', '(1001,)', '(10, 10, 11)', '(1001, 0)', '(3, 400)')}, dtype='{g.dtype()}')",
        f"np.array2string({base}{g.pick('', ', precision=2', ', separator=' + repr(', '), ', suppress_small=True', ', max_line_width=30', ', threshold=4, edgeitems=1', ', prefix=' + repr('x = '), ', formatter=' + chr(123) + repr('float_kind') + ': lambda v: ' + repr('<') + ' + str(v)' + chr(125))})",
        f"np.{g.pick('array_repr', 'array_str')}({base})",
        f"with np.printoptions({option}): print({base})",
        f"with np.printoptions({option}): print(repr({base}))",
        f"str({base})",
        f"print({base}, {g.scalar()}, [{g.scalar()}])",
        f"np.format_float_positional({g.number('float64')}{g.pick('', ', precision=3', ', trim=' + repr('-'))})",
        f"np.format_float_scientific({g.number('float64')}{g.pick('', ', precision=3', ', exp_digits=3')})",
        f"np.binary_repr({g.pick('5', '-3, width=8', '10, 6')})",
        f"np.base_repr({g.pick('5', '255, 16', '-7, 3')})",
    )


def texts(g):
    words = g.pick("['a', 'bc', 'abc']", "['x']", "[['a', 'b'], ['cc', 'd']]", "['b', 'a', 'b']", "['', 'long text']", "'abc'")
    return g.pick(
        f"np.array({words})", f"np.array({words}).dtype", f"np.array({words}).shape", f"np.array({words}) == 'a'", f"np.unique({words})",
        f"np.sort({words})" if words != "'abc'" else f"np.array({words}).size", f"np.array({words}).tolist()", f"np.array({words})[{g.pick('0', '...', '::-1')}]",
        f"np.array(['1', '2.5']).astype({g.pick('float', repr('float32'))})", f"np.array(['1', '2']).astype(int)", f"{g.array(g.pick((3,), (2, 3)), g.pick('int64', 'float64', 'bool'))}.astype(str)",
        f"np.array([1, 'a'])", f"np.array(['b', 'a']) + 1", f"np.array({words}) != np.array({words})", f"np.concatenate([['a'], ['bcd']])",
        f"np.where([True, False], 'yes', 'no')", f"np.char.upper({words})", f"np.argsort(['b', 'a', 'c'])", f"np.isin({words}, ['a'])", f"np.full(2, 'ab')", f"np.array([1, None])",
        f"np.array(['a', 'b'], dtype=object)", f"np.array({words}, dtype='U2')",
    )


def wrong(g):
    x = g.array()
    return g.pick(
        "np.zeros((10**6, 10**6))", "np.zeros((2**40, 2**40))", "np.ones(-3)", "np.arange(10).reshape(3, 4)", "np.arange(6).reshape(4, -1)",
        f"{g.array((2, 3))} + {g.array((2,))}", f"{x}[10]", f"np.sum({g.array((2, 3))}, axis={g.pick('2', '-3', '(0, 0)', '1.5', repr('a'))})", f"np.max(np.zeros({g.pick('0', '(0, 3)', '(3, 0)')}){g.pick('', ', axis=0', ', axis=1')})",
        f"{g.array((2, 3))} @ {g.array((2, 3))}", f"np.concatenate([{g.array((2, 3))}, {g.array((2, 2))}])", f"np.stack([{g.array((2, 3))}, {g.array((2, 2))}])", "np.concatenate([])", "np.stack([])", "np.vstack([])",
        f"int({g.array((2,))})", f"{g.array((2, 3))}.nosuch", "np.nosuch(3)", "np.sqrt('a')", "np.add(1)", "np.add(1, 2, 3, 4)", "np.sin()", "np.add([1, 2], [1, 2, 3])", "np.array([1, 2]) + 'a'", "np.array([1, 2]) + None", "np.array([1.0, 2]) & 1", "~np.array([1.0])", "-np.array([True])", "np.array([True]) - np.array([False])", "np.linspace(0, 1, -2)", "np.eye(2.5)", "np.array([1, 2])[0.5]", "np.array([1, 2])['a']", "np.array([1, 2])[[0.5]]", "np.array([1, 2])[0, 0]", "np.array([1, 2])[[True, False, True]]", "a = np.arange(3); a[5] = 1", "a = np.arange(3); a[:2] = [1, 2, 3]", "a = np.arange(3); a[[0, 1]] = [1, 2, 3]", "a = np.arange(3); a += 0.5", "a = np.arange(3); a /= 2", "a = np.arange(3, dtype='uint8'); a -= 300", "a = np.arange(3); a[0] = 'x'", "a = np.arange(3); a[0] = [1, 2]", "a = np.array([1.0]); a[0] = None", "np.ones(3).reshape(2)", "np.ones((2, 3)).transpose(0)", "np.ones((2, 3)).transpose(0, 2)", "np.squeeze(np.ones((2, 3)), axis=0)", "np.expand_dims(np.ones(3), 5)", "np.swapaxes(np.ones(3), 0, 1)", "np.split(np.arange(5), 2)", "np.broadcast_to(np.ones(3), (2, 2))", "np.array([[1, 2], [3]])", "np.int8(200)", "np.uint8(-1)", "np.array([1, 2], dtype='int9')", "np.dtype('complex129')", "np.array(3)[0]", "len(np.array(3))", "list(np.array(3))", "hash(np.arange(2))", "np.random.rand(-1)", "np.mean([])", "np.std([])", "np.var([1.0], ddof=1)", "np.median([])", "np.array([0, 1]) / 0", "np.array([1.0, 0]) / 0", "1 / np.float64(0)", "np.int64(1) // 0", "np.float64(1) % 0", "np.log(0)", "np.log(-1.0)", "np.sqrt(-1)", "np.exp(1000)", "np.float32(1e38) * 10", "np.int8(100) + np.int8(100)", "np.arange(3) ** -1", "np.int64(2) ** -1", "np.array([1e308]) * 10", "np.uint8(5) - np.uint8(10)", "np.array([300]).astype('uint8')", "np.array([np.nan]).astype(int)", "np.argmax([])", "np.nanmax([np.nan])", "np.nanmean([np.nan, np.nan])", "np.arcsin(2)", "np.floor_divide(1.0, 0.0)", "np.array([1]) << 70", "np.where(True, 1)", "np.clip(np.arange(3))", "np.cross([1], [2])", "np.take([1, 2], 5)", "np.choose([2], [[1], [2]])", "np.unravel_index(7, (2, 3))", "np.bincount([-1])", "np.digitize([1], [1, 3, 2])", "np.histogram([1], bins=-1)", "np.interp([1], [1, 2], [1])", "np.convolve([], [1])", "np.diff(3)", "np.trace(np.ones(3))", "np.diag(np.ones((2, 2, 2)))", "np.tril(3)", "np.gradient([1])", "np.percentile([1], 101)", "np.pad([1], -1)", "np.insert([1], 5, 1)", "np.delete([1], 5)", "np.rot90(np.ones(2))", "np.fliplr([1])", "np.full((2, 2), [1, 2, 3])", "np.copyto(np.arange(3), 1.5)", "np.ravel_multi_index((5,), (3,))", "np.array([1], copy=False)", "np.asarray([[1], [2, 3]])", "np.fromiter([1, 2], dtype='nope')", "np.lcm(1.5, 2)", "np.left_shift(1.0, 2)", "np.isnan('a')", "np.sum('abc')", "np.ones(2, dtype='complex')", "np.zeros(3, dtype=[('a', int)])")


def long_chains(g):
    """Several functions after one another, as programs use them."""
    shape = g.pick((3,), (2, 3), (3, 3))
    a, b = g.array(shape, g.pick("float64", "int64", "float32")), g.array(shape, g.pick("float64", "int64"))
    return g.pick(
        f"x = {a}; (x - x.mean()) / (x.std() + 1)",
        f"x = {a}; e = np.exp(x - x.max(axis=-1, keepdims=True)); e / e.sum(axis=-1, keepdims=True)",
        f"x, y = {a}, {b}; np.sqrt(((x - y) ** 2).sum())",
        f"x = {a}; x[x > x.mean()].sum()",
        f"x, y = {a}, {b}; np.where(x > y, x, y).max(axis=0)",
        f"x = {a}; (x @ x.T).trace()" if shape != (3,) else f"x = {a}; x @ x",
        f"x = {a}; np.maximum(x, 0) * 2 - 1",
        f"x, y = {a}, {b}; ((x > 0) == (y > 0)).mean()",
        f"x = {a}; np.cumsum(x.ravel())[::-1][:2]",
        f"x = {a}; x.argmax(), x.min(), x.sum(axis=0).shape",
        f"x = {a}; np.sort(x, axis=None)[-2:].tolist()",
        f"x, y = {a}, {b}; x.dtype, y.dtype, (x + y).dtype, (x / y).dtype",
        f"x = {a}; 1 / (1 + np.exp(-x))",
        f"x = {a}; np.round(x / x.max() * 255).astype('uint8')",
        f"x = {a}; np.array([v * 2 for v in x])",
    )


MAKERS = ([unary] * 6 + [binary] * 7 + [operator] * 7 + [sign_operator] + [in_place] * 3 + [ufunc_keywords] * 2 +
          [ufunc_methods] * 3 + [reduction] * 8 + [nan_reduction] * 2 + [shaping] * 6 + [joining] * 4 + [sorting] * 7 +
          [numeric] * 6 + [making] * 5 + [typing] * 5 + [indexing] * 5 + [assigning] * 4 + [masking] * 3 + [printing] * 3 +
          [texts] + [wrong] * 2 + [long_chains] * 3)

if __name__ == "__main__":
    generator = Generator(int(sys.argv[2]))
    for _ in range(int(sys.argv[1])):
        print(generator.line())
