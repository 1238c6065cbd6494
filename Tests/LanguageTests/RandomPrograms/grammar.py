"""The tables from which random programs grow.

A row is a piece of a program with holes: `<int>` is an expression of that type, `<int|$x:int>` one that may use the
fresh name `$x`, `<block|$x:int>` an indented body. `$a` becomes a new name, the same one everywhere in a row.
Types: int, nat (0 to 12), float, bool, str, bytes, ints, strs, floats (lists), pair (int, str), pairs, dict (str to
int), table (int to list of int), set (of int), fn (int to int).
"""

CONSTANTS = {
    "int": "0 1 2 3 4 5 7 10 12 -1 -2 -3 -7 -10 100 255 -128 1000 65536 True 0x1F 0b101 1_000 2147483648 "
    "-9007199254740993 1000000007".split(),
    "big": "9223372036854775807 -9223372036854775808 10**20 -(3**50) 2**64 123456789012345678901234567890".split(),
    "nat": "0 1 2 3 4 5 6 8 12".split(),
    "float": "0.0 -0.0 0.1 0.5 1.5 2.5 -2.5 3.0 1e16 1e-5 123456.789 1e100 -1e-7 1/3 2.675 1e22 5e-324 100.0 .5 "
    "float('inf') 0.1+0.2".split(),
    "bool": "True False".split(),
    "str": r"""'' 'a' 'abc' 'Hello,\x20World' 'привет' 'Straße' '\x20\x20pad\x20' 'a,b,,c' 'x=1' '123' '-4' '3.5' 'naïve'
        'one\ntwo\n' "it's" 'tab\there' '日本' '😀!' 'ABC' 'aXbXc' 'Ёлка' '\x00\x7f' '"q"' "'\"" 'ﬁ' 'Aa1_' '%d' 'title\x20case'
        '\\n' 'q\u0301' '٣' '½' '\xa0x' 'ab\x20cd\x20\x20ef'""".split(),
    "bytes": r"""b'' b'abc' b'\x00\xff' b'a,b' b'Hello' bytes(3) bytes([1,2,65])""".split(),
    "ints": "[] [1] [3,1,2] [5,-1,5,0] [10,20,30,40] [0,0,1] list(range(6)) [7,-7,2,9,2,-3]".split(),
    "floats": "[] [1.5] [0.1,0.2,0.3] [2.5,-1.0,1e10] [3.0,0.5,-0.5,2.25]".split(),
    "strs": "[] ['a'] ['b','a','c'] ['x','yy','zzz',''] ['Да','нет','Ой'] ['10','9','-1']".split(),
    "pair": "(1,'a') (0,'') (-5,'zz') (2,'Ы')".split(),
    "pairs": "[] [(1,'a'),(2,'b')] [(2,'x'),(1,'y'),(2,'a')] [(0,'q')]".split(),
    "dict": "{} {'a':1} {'a':1,'b':2} {'x':-1,'y':0,'z':5} dict(p=3,q=4)".split(),
    "table": "{} {1:[1]} {1:[],2:[3,4]} {0:[5],-1:[2,2]}".split(),
    "set": "set() {1} {1,2,3} {5,-1,7} {0,10,20}".split(),
    "fn": ["abs", "int", "(lambda: 7)", "len"],
}

EXPRESSIONS = {
    "int": """
        <int> + <int>
        <int> - <int>
        <int> * <int>
        <int> // <int>
        <int> % <int>
        (<int>) ** (<nat> % 6)
        (<int>) << <nat>
        (<int>) >> <nat>
        (<int>) & (<int>)
        (<int>) | (<int>)
        (<int>) ^ (<int>)
        -(<int>)
        +(<int>)
        ~(<int>)
        abs(<int>)
        divmod(<int>, <int>)[<nat> % 2]
        pow(<int>, <nat> % 5, <int>)
        pow(<int>, <nat> % 4)
        len(<str>)
        len(<ints>)
        len(<dict>)
        len(<set>)
        len(<bytes>)
        sum(<ints>)
        sum(<ints>, <int>)
        sum(<ints>, start=<int>)
        max(<int>, <int>)
        min(<int>, <int>, <int>)
        max(<ints>)
        min(<ints>, default=<int>)
        max(<ints>, key=lambda $x: <int|$x:int>)
        max(<strs>, key=len, default='').count(<str>)
        <ints>[<int>]
        <ints>[<nat>]
        <bytes>[<nat>]
        <dict>[<str>]
        <dict>.get(<str>, <int>)
        <table>.get(<int>, [])[<nat>]
        <ints>.index(<int>)
        <ints>.count(<int>)
        <ints>.pop()
        <ints>.pop(<int>)
        <dict>.pop(<str>)
        <dict>.pop(<str>, <int>)
        <dict>.setdefault(<str>, <int>)
        <str>.count(<str>)
        <str>.find(<str>)
        <str>.find(<str>, <int>)
        <str>.rfind(<str>, <int>, <int>)
        <str>.index(<str>)
        <strs>.index(<str>)
        ord(<str>)
        ord(<str>[<nat>])
        int(<str>)
        int(<float>)
        int(<str>, <nat>)
        int(<bool>)
        round(<float>)
        round(<int>, -1)
        (<int>).bit_length()
        (<int> if <bool> else <int>)
        (<int> and <int>)
        (<int> or <int>)
        <pair>[0]
        (lambda $x: <int|$x:int>)(<int>)
        (lambda $x, $y=<int>: <int|$x:int,$y:int>)(<int>)
        (lambda *$a: sum($a))(*<ints>)
        (<fn>)(<int>)
        ($n := <int>) + $n
        next(iter(<ints>))
        next(iter(<ints>), <int>)
        next((<int|$x:int> for $x in <ints> if <bool|$x:int>), <int>)
        sum(<int|$x:int> for $x in <ints>)
        sum($x * $y for $x, $y in zip(<ints>, <ints>))
        sum(1 for $c in <str> if <bool|$c:str>)
        len([$x for $x in <pairs> if $x[0] > <int>])
        [*<ints>, <int>][-1]
        functools.reduce(lambda $x, $y: ($x + $y) % 1000, <ints>)
        functools.reduce(lambda $x, $y: $x - $y, <ints>, <int>)
        math.gcd(<int>, <int>)
        math.floor(<float>)
        math.ceil(<float>)
        math.isqrt(abs(<int>))
        math.factorial(<nat>)
        hash(<int>)
        int(<float> // 1)
        operator.add(<int>, <int>)
        int.from_bytes(<bytes>, 'big')
        sorted(<ints>)[<int>]
        list(map(int, <strs>))[<nat>]
        {**<dict>}.get(<str>, -1)
        slice(<int>, <int>).indices(<nat>)[<nat> % 3]
        range(<int>, <int>, <int>)[<int>]
        len(range(<int>, <int>, <int>))
        range(<nat>).index(<int>)
    """,
    "nat": """
        abs(<int>) % 9
        len(<str>) % 7
        len(<ints>) % 7
        min(<nat>, <nat>)
    """,
    "float": """
        <float> + <float>
        <float> - <float>
        <float> * <float>
        <float> / <float>
        <int> / <int>
        <float> // <float>
        <float> % <float>
        <float> + <int>
        <int> * <float>
        (<float>) ** 2
        abs(<float>) ** 0.5
        (<int>) ** -(<nat>)
        -(<float>)
        float(<int>)
        float(<str>)
        round(<float>, <nat>)
        round(<float>, -(<nat>))
        abs(<float>)
        sum(<floats>)
        max(<float>, <float>)
        max(<floats>)
        min(<floats>, default=<float>)
        <floats>[<int>]
        math.sqrt(<float>)
        math.fmod(<float>, <float>)
        math.hypot(<float>, <float>)
        math.log2(abs(<float>))
        math.copysign(<float>, <float>)
        divmod(<float>, <float>)[<nat> % 2]
        (<float> if <bool> else <float>)
        (<float>).as_integer_ratio()[0] / 2
        float(<int>).is_integer() + <float>
        sum(<float|$x:float> for $x in <floats>)
        math.fsum(<floats>)
        float('%.3f' % <float>)
    """,
    "bool": """
        <int> < <int>
        <int> <= <int>
        <int> == <int>
        <int> != <float>
        <float> > <float>
        <float> >= <int>
        <int> < <int> <= <int>
        <str> == <str>
        <str> < <str>
        <strs> < <strs>
        <ints> <= <ints>
        <pair> < <pair>
        <pairs> == <pairs>
        <dict> == <dict>
        <set> <= <set>
        <set> == <set>
        <set>.isdisjoint(<ints>)
        <set>.issuperset(<ints>)
        not <bool>
        <bool> and <bool>
        <bool> or <bool>
        <int> in <ints>
        <int> not in <ints>
        <str> in <str>
        <str> in <dict>
        <int> in <set>
        <int> in range(<int>, <int>)
        <str> in <strs>
        <str>.startswith(<str>)
        <str>.startswith((<str>, <str>))
        <str>.endswith(<str>, <int>)
        <str>.isdigit()
        <str>.isalpha()
        <str>.isalnum()
        <str>.isupper()
        <str>.islower()
        <str>.istitle()
        <str>.isspace()
        <str>.isidentifier()
        <str>.isnumeric()
        <str>.isdecimal()
        <str>.isprintable()
        <str>.isascii()
        any(<ints>)
        all(<strs>)
        any(<bool|$x:int> for $x in <ints>)
        all(<bool|$x:str> for $x in <strs>)
        bool(<str>)
        bool(<ints>)
        bool(<float>)
        isinstance(<int>, (str, float))
        isinstance(<bool>, int)
        (<float>).is_integer()
        <int> is None
        callable(<fn>)
        <bytes> == <bytes>
        <bool> ^ <bool>
        <bool> is True
        <pair> in <pairs>
        math.isclose(<float>, <float>)
        hasattr(<str>, 'upper')
        range(<nat>) == range(<nat>)
    """,
    "str": """
        <str> + <str>
        <str> * (<nat> % 4)
        (<nat> % 3) * <str>
        str(<int>)
        str(<float>)
        str(<bool>)
        str(<ints>)
        str(<dict>)
        str(<pair>)
        str(<bytes>)
        repr(<str>)
        repr(<strs>)
        repr(<pairs>)
        repr(<float>)
        repr(<table>)
        ascii(<str>)
        <str>[<int>]
        <str>[<nat>:]
        <str>[:<int>]
        <str>[<int>:<int>]
        <str>[::-1]
        <str>[<int>:<int>:<int>]
        <str>.upper()
        <str>.lower()
        <str>.title()
        <str>.capitalize()
        <str>.swapcase()
        <str>.casefold()
        <str>.strip()
        <str>.lstrip(<str>)
        <str>.rstrip(<str>)
        <str>.replace(<str>, <str>)[:40]
        <str>.replace(<str>, <str>, <nat>)
        <str>.center(<nat>)
        <str>.ljust(<nat>, '*')
        <str>.rjust(<nat>, <str>)
        <str>.zfill(<nat>)
        <str>.removeprefix(<str>)
        <str>.removesuffix(<str>)
        <str>.expandtabs(<nat>)
        <str>.partition(<str>)[<nat> % 3]
        <str>.rpartition(<str>)[0]
        <str>.join(<strs>)[:60]
        ', '.join(str($x) for $x in <ints>)
        ''.join(sorted(<str>))
        ''.join(reversed(<str>))
        <strs>[<int>]
        <pair>[1]
        chr(<int>)
        chr(97 + <nat>)
        hex(<int>)
        bin(<int>)
        oct(<int>)
        format(<int>, <ispec>)
        format(<float>, <fspec>)
        format(<str>, <sspec>)
        f"{<int>}"
        f"{<int>:<ispec_raw>}"
        f"{<float>:<fspec_raw>}"
        f"{<vstr>!r:<sspec_raw>}"
        f"{<vstr>:<sspec_raw>}|{<float>:.{<nat>}f}"
        f"{<int>:>{<nat>}}"
        f"{<vint>=}"
        f"{<vfloat> = :.3g}"
        f"{<vstr>!a}{{}}"
        '{} {}'.format(<int>, <str>)
        '{1}-{0!r}'.format(<float>, <str>)
        '{a:>6}|{b:<ispec_raw>}'.format(a=<str>, b=<int>)
        '{0[0]}{1[a]}'.format(<ints>, <dict>)
        '{:{}}'.format(<int>, <nat>)
        '{} {}'.format(<int>)
        '%d %s' % (<int>, <str>)
        '%5d|%-5d|%05d' % (<int>, <int>, <int>)
        '%.2f %e %g' % (<float>, <float>, <float>)
        '%r %a' % (<str>, <str>)
        '%x %o %X' % (<int>, <int>, <int>)
        '%+d % d %%' % (<int>, <int>)
        '%(a)s' % <dict>
        '%s' % <pair>
        '%c' % <int>
        '%d' % <float>
        '%s %s' % <int>
        '%*d' % (<nat>, <int>)
        (<str> if <bool> else <str>)
        (<str> or <str>)
        type(<any>).__name__
        max(<strs>)
        max(<str>)
        min(<strs>, key=len)
        (lambda $s: <str|$s:str>)(<str>)
        <bytes>.decode()
        <bytes>.hex()
        <str>.translate({97: 'z', 98: None})
        <str>.translate(str.maketrans('abc', 'xyz'))
        <str>.encode().decode()
        str(<strs>[<int>:<int>])
        str(sorted(<set>))
        str([*zip(<ints>, <strs>)])
        str(list(enumerate(<strs>, <int>)))
        str(dict(zip(<strs>, <ints>)))
        str((<int>,))
        str(<fn>(<int>))
        str(range(<int>, <int>))
        str(slice(<int>, None))
        (<float>).hex()
        str(type(<any>))
        str(None)
        repr(<any>)
        str(list(<dict>.items()))
        str(divmod(<int>, <int>))
        str(tuple(<str>))
        str(round(<float>, <nat>))
        str(math.modf(<float>))
        str(<dict> | <dict>)
        str(list(itertools.accumulate(<ints>)))
        str(list(itertools.chain(<ints>, <strs>)))
        str(list(itertools.islice(<str>, <nat>)))
        str([(k, list(g)) for k, g in itertools.groupby(<ints>)])
        str(list(itertools.combinations(<ints>[:4], 2)))
        str(list(itertools.permutations(<ints>[:3])))
        str(collections.Counter(<str>).most_common(<nat>))
        str(collections.Counter(<ints>))
        json.dumps(<dict>)
        json.dumps(<strs>)
        json.dumps([<float>, <int>, None, <bool>])
        json.dumps(<table>, indent=<nat>)
        string.capwords(<str>)
    """,
    "bytes": """
        <str>.encode()
        <str>.encode('utf-8')
        <bytes> + <bytes>
        <bytes>[<int>:<int>]
        bytes(<ints>)
        <bytes>.upper()
        <bytes>.replace(b'a', b'bb')
        (<int>).to_bytes(4, 'big')
        <str>.encode('ascii', 'replace')
        <bytes>.strip()
        <bytes> * (<nat> % 3)
        b','.join(<bytes>.split(b','))
    """,
    "ints": """
        [<int>, <int>]
        [<int>, *<ints>]
        <ints> + <ints>
        <ints> * (<nat> % 4)
        <ints>[<int>:]
        <ints>[:<int>]
        <ints>[<int>:<int>:<int>]
        <ints>[::-1]
        sorted(<ints>)
        sorted(<ints>, reverse=<bool>)
        sorted(<ints>, key=lambda $x: <int|$x:int>)
        sorted(<set>)
        sorted(<ints>, key=<fn>)
        list(reversed(<ints>))
        list(range(<nat>))
        list(range(<int>, <int>, <int>))[:9]
        [<int|$x:int> for $x in <ints>]
        [<int|$x:int> for $x in <ints> if <bool|$x:int>]
        [$x * $y for $x in <ints> for $y in range(<nat> % 4)][:20]
        [<int|$i:int,$x:int> for $i, $x in enumerate(<ints>)]
        [ord($c) for $c in <str>]
        [len($s) for $s in <strs>]
        list(map(<fn>, <ints>))
        list(map(lambda $x, $y: $x - $y, <ints>, <ints>))
        list(filter(lambda $x: <bool|$x:int>, <ints>))
        list(filter(None, <ints>))
        list(<dict>.values())
        list(<table>)
        list(<bytes>)
        <ints>.copy()
        (<ints> if <bool> else <ints>)
        [$k for $k, $v in <pairs>]
        list(zip(*<pairs>))[0]
        sum(<table>.values(), [])
        [*<ints>, *<ints>]
        list(dict.fromkeys(<ints>))
        <table>.setdefault(<int>, [])
        [int($d) for $d in str(<int>)]
        list(($x := <int>, $x + 1))
        list({<int|$x:int>: 0 for $x in <ints>})
        [$x if <bool|$x:int> else -$x for $x in <ints>]
        [$f(<int>) for $f in (<fn>, <fn>)]
        [$f() for $f in [lambda: $i for $i in range(3)]]
        list(itertools.takewhile(lambda $x: <bool|$x:int>, <ints>))
        list(itertools.product(<ints>[:2], repeat=2))[0:1] and <ints>
        list(collections.deque(<ints>, maxlen=<nat>))
        eval_order(<int>, <int>)
        list(gen_up(<nat>))
        list(gen_pair(<int>, <ints>))
    """,
    "floats": """
        [<float>, <float>]
        [<float|$x:float> for $x in <floats>]
        sorted(<floats>)
        <floats> + <floats>
        <floats>[<int>:<int>]
        [$x / 2 for $x in <ints>]
        [float($x) for $x in <strs>]
        [round($x, 2) for $x in <floats>]
    """,
    "strs": """
        [<str>, <str>]
        <str>.split()
        <str>.split(<str>)
        <str>.split(',', <int>)
        <str>.rsplit(None, <nat>)
        <str>.splitlines()
        <str>.splitlines(True)
        sorted(<strs>)
        sorted(<strs>, key=len)
        sorted(<strs>, key=lambda $s: (len($s), $s), reverse=True)
        sorted(<dict>)
        sorted(<strs>, key=str.lower)
        list(<str>)
        list(<dict>)
        list(map(str, <ints>))
        [<str|$s:str> for $s in <strs>]
        [$c for $c in <str> if <bool|$c:str>]
        [f'{$k}={$v}' for $k, $v in <dict>.items()]
        <strs> + <strs>
        <strs>[::<int>]
        <strs>[<int>:<int>]
        [$v for _, $v in <pairs>]
        list(map(str.upper, <strs>))
        [type($e).__name__ for $e in (<any>, <any>)]
        list(filter(str.isalpha, <strs>))
        [''.join($p) for $p in zip(<str>, <str>)]
        list(sorted(<dict>.keys() & <dict>.keys()))
        re_words(<str>)
    """,
    "pair": """
        (<int>, <str>)
        <pairs>[<int>]
        max(<pairs>)
        min(<pairs>, key=lambda $p: <int|$p:pair>)
        (<pair> if <bool> else <pair>)
        tuple([<int>, <str>])
    """,
    "pairs": """
        [<pair>, <pair>]
        list(enumerate(<strs>))
        list(zip(<ints>, <strs>))
        sorted(<pairs>)
        sorted(<pairs>, key=lambda $p: $p[1])
        sorted(<pairs>, key=lambda $p: (-$p[0], $p[1]))
        sorted(<pairs>, key=operator.itemgetter(0), reverse=True)
        [(<int|$s:str>, $s) for $s in <strs>]
        [($v, $k) for $k, $v in <dict>.items()]
        <pairs> + <pairs>
        <pairs>[<int>:<int>]
        [(len($s), $s) for $s in <strs>]
    """,
    "dict": """
        {<str>: <int>, <str>: <int>}
        {<str|$x:int>: <int|$x:int> for $x in <ints>}
        {$s: <int|$s:str> for $s in <strs>}
        dict(zip(<strs>, <ints>))
        dict(<dict>, z=<int>)
        {**<dict>, <str>: <int>}
        <dict> | <dict>
        dict.fromkeys(<strs>, <int>)
        dict.fromkeys(<str>, <int>)
        {$v: $k for $k, $v in <pairs>}
        dict(sorted(<dict>.items()))
        dict(sorted(<dict>.items(), key=lambda $p: $p[1]))
        {$k: $v for $k, $v in <dict>.items() if <bool|$v:int,$k:str>}
        <dict>.copy()
        dict(collections.Counter(<strs>))
        json.loads(json.dumps(<dict>))
    """,
    "table": """
        {<int>: <ints>}
        {<int|$x:int>: <ints|$x:int> for $x in <ints>}
        dict(enumerate([<ints>, <ints>]))
        {**<table>, <int>: <ints>}
        {$k: $v[::-1] for $k, $v in <table>.items()}
    """,
    "set": """
        {<int>, <int>}
        set(<ints>)
        <set> | <set>
        <set> & <set>
        <set> - <set>
        <set> ^ <set>
        {<int|$x:int> for $x in <ints>}
        <set>.union(<ints>)
        <set>.difference(<ints>, <ints>)
        <set>.intersection(<ints>)
        frozenset(<ints>)
        set(range(<nat>))
        set(<table>)
    """,
    "fn": """
        lambda $x: <int|$x:int>
        lambda $x, $y=<int>: <int|$x:int,$y:int>
        (lambda $k: lambda $x: <int|$x:int,$k:int>)(<int>)
        functools.partial(lambda $a, $x: <int|$a:int,$x:int>, <int>)
        functools.partial(pow, 2)
        <ints>.count
        lambda *$a, **$k: len($a) + len($k)
        functools.lru_cache(lambda $x: <int|$x:int>)
    """,
    "any": """
        <int>
        <float>
        <bool>
        <str>
        <ints>
        <strs>
        <pair>
        <dict>
        <bytes>
        <pairs>
        None
        range(<nat>)
        (<int>, <float>, <str>)
        [<ints>, <pair>, None]
        {<int>: {<str>: [<float>]}}
        ...
        NotImplemented
        ()
        [[], {}, ()]
    """,
}

# Steps: what runs, and the names it leaves behind with their types.
STATEMENTS = [
    (8, "$v = <int>", "$v:int"), (5, "$v = <str>", "$v:str"), (4, "$v = <float>", "$v:float"),
    (5, "$v = <ints>", "$v:ints"), (3, "$v = <strs>", "$v:strs"), (3, "$v = <dict>", "$v:dict"),
    (2, "$v = <table>", "$v:table"), (2, "$v = <set>", "$v:set"), (2, "$v = <pairs>", "$v:pairs"),
    (2, "$v = <pair>", "$v:pair"), (2, "$v = <bool>", "$v:bool"), (2, "$v = <fn>", "$v:fn"),
    (1, "$v = <bytes>", "$v:bytes"), (1, "$v = <floats>", "$v:floats"),
    (1, "$v: int = <int>", "$v:int"),
    (1, "$a = $b = <ints>", "$a:ints $b:ints"), (1, "$a, $b = <int>, <str>", "$a:int $b:str"),
    (1, "$a, $b = <pair>", "$a:int $b:str"), (1, "$a, *$b = <ints>", "$a:int $b:ints"),
    (1, "*$a, $b = <strs>", "$a:strs $b:str"), (1, "($a, $b), $c = <pair>, <int>", "$a:int $b:str $c:int"),
    (1, "$a, $b = <ints>", "$a:int $b:int"), (1, "[$a, $b, *$c] = <str>", "$a:str $b:str $c:strs"),
    (1, "$a = $b = <dict>", "$a:dict $b:dict"),
    (10, "print(<any>)", ""), (4, "print(<int>, <str>, <float>)", ""), (3, "print(<str>)", ""),
    (1, "print(<int>, <strs>, sep=<str>, end=';\\n')", ""), (1, "print(*<ints>, sep=', ')", ""),
    (2, "print(sorted(<set>), len(<set>))", ""), (2, "print(<dict>, <table>)", ""), (2, "print(<bool>, <bool>)", ""),
    (2, "<=int> = <clip:int>", ""), (2, "<=str> = <clip:str>", ""), (2, "<=ints> = <clip:ints>", ""),
    (1, "<=int> += <nat>", ""), (1, "<=int> -= <nat>", ""), (1, "<=int> //= <int>", ""), (1, "<=int> %= <int>", ""),
    (1, "<=int> ^= <nat>", ""), (1, "<=int> &= <int>", ""), (1, "<=int> >>= <nat>", ""),
    (1, "<=float> /= <float>", ""), (1, "<=float> += <int>", ""), (1, "<=float> *= <float>", ""),
    (2, "<=ints>.append(<int>)", ""), (1, "<=ints>.extend([<int>, <int>])", ""), (1, "<=ints>.insert(<int>, <int>)", ""),
    (1, "<=ints>.remove(<int>)", ""), (1, "<=ints>.sort()", ""), (1, "<=ints>.sort(key=<fn>, reverse=<bool>)", ""),
    (1, "<=ints>.reverse()", ""), (1, "<=ints>[<int>] = <int>", ""), (1, "<=ints>[<int>:<int>] = [<int>]", ""),
    (1, "<=ints>[::2] = [<int>, <int>]", ""), (1, "del <=ints>[<int>]", ""), (1, "del <=ints>[<int>:<int>]", ""),
    (1, "<=ints>.clear()", ""), (1, "<=ints>[<nat>] += <int>", ""), (1, "<=ints> += [<int>]", ""),
    (1, "<=ints> *= <nat> % 2", ""),
    (1, "<=strs>.append(<str>)", ""), (1, "<=strs>.sort(key=len)", ""), (1, "<=strs>[<int>] = <str>", ""),
    (2, "<=dict>[<str>] = <int>", ""), (1, "<=dict>[<str>] += <int>", ""), (1, "del <=dict>[<str>]", ""),
    (1, "<=dict>.update(<dict>)", ""), (1, "<=dict>.update(a=<int>)", ""), (1, "<=dict> |= <dict>", ""),
    (1, "print(<=dict>.popitem())", ""), (1, "<=table>.setdefault(<int>, []).append(<int>)", ""),
    (1, "<=table>[<int>] = <ints>", ""), (1, "<=set>.add(<int>)", ""), (1, "<=set>.discard(<int>)", ""),
    (1, "<=set>.remove(<int>)", ""), (1, "<=set>.update(<ints>)", ""), (1, "<=set> |= <set>", ""), (1, "<=set> -= <set>", ""),
    (1, "<=pair>[0] = <int>", ""), (1, "<=str>[0] = <str>", ""), (1, "<=str> += <str>", ""),
    (1, "assert <bool>, <str>", ""), (1, "assert <bool>", ""), (1, "raise ValueError(<str>)", ""),
    (1, "raise KeyError(<str>)", ""), (1, "raise RuntimeError(<int>, <str>) from None", ""),
    (1, "raise <str>", ""), (1, "del <=int>", ""),
    (5, "if <bool>:\n    <block>", ""), (4, "if <bool>:\n    <block>\nelse:\n    <block>", ""),
    (2, "if <bool>:\n    <block>\nelif <bool>:\n    <block>\nelse:\n    <block>", ""),
    (3, "for $x in <ints>[:4]:\n    <loop|$x:int>", ""), (2, "for $i in range(<nat> % 5):\n    <loop|$i:int>", ""),
    (2, "for $s in <strs>[:4]:\n    <loop|$s:str>", ""), (1, "for $c in <str>[:5]:\n    <loop|$c:str>", ""),
    (1, "for $i, $x in enumerate(<ints>[:3]):\n    <loop|$i:int,$x:int>", ""),
    (2, "for $k, $v in list(<dict>.items())[:3]:\n    <loop|$k:str,$v:int>", ""),
    (1, "for $a, $b in zip(<ints>[:3], <strs>):\n    <loop|$a:int,$b:str>", ""),
    (1, "for $k in <=dict>:\n    <loop|$k:str>\n    if len(<=dict>) > 9: break", ""),
    (1, "for $x in <ints>[:3]:\n    <loop|$x:int>\nelse:\n    <block>", ""),
    (1, "for $a, *$b in (<strs>[:3], <str>[:2], [<str>, <str>]):\n    <loop|$a:str,$b:strs>", ""),
    (2, "$n = <nat> % 4\nwhile $n > 0:\n    $n -= 1\n    <loop|>", ""),
    (1, "$n = 3\nwhile $n and <bool>:\n    $n -= 1\n    <loop|>\nelse:\n    print('done', $n)", ""),
    (7, "try:\n    <block>\nexcept Exception as $e:\n    print(type($e).__name__, $e)", ""),
    (2, "try:\n    <block>\nexcept (ValueError, IndexError) as $e:\n    print('first', $e, $e.args)\nexcept LookupError as $e:\n    print('second', repr($e))\nfinally:\n    <block>", ""),
    (2, "try:\n    <block>\nexcept TypeError as $e:\n    print('t', $e)\nelse:\n    print('fine')\nfinally:\n    print('at last')", ""),
    (1, "try:\n    try:\n        <block>\n    except Exception as $e:\n        raise RuntimeError('again') from $e\nexcept RuntimeError as $f:\n    print($f, repr($f.__cause__), type($f.__context__).__name__)", ""),
    (1, "try:\n    try:\n        <block>\n    finally:\n        <block>\nexcept Exception as $e:\n    print(repr($e), repr($e.__context__))", ""),
    (2, "with Guard(<str>, <bool>) as $g:\n    print($g)\n    <block|$g:str>", ""),
    (1, "with Guard('a', True) as $g, Guard(<str>, False) as $h:\n    <block|$g:str,$h:str>", ""),
    (2, "match <any>:\n    case 0 | 1:\n        print('small')\n    case [$a, $b]:\n        print('two', $a, $b)\n    case [$a, *$b] if len($b) < <nat>:\n        print('more', $a, $b)\n    case <conststr>:\n        print('text')\n    case None:\n        print('none')\n    case True | False:\n        print('truth')\n    case $z:\n        print('other', $z)", ""),
    (1, "match <ints>:\n    case []:\n        print('empty')\n    case [$a]:\n        print($a)\n    case [$a, _, *$r]:\n        print($a, $r)", ""),
    (1, "match <pair>:\n    case (0, $s) | ($s, ''):\n        print($s)\n    case ($a, $s) if <bool|$a:int,$s:str>:\n        print($a, $s)\n    case _:\n        print('no')", ""),
    (2, "$g = (<int|$x:int> for $x in <ints>)\nprint(next($g, None), list($g))", ""),
    (1, "$g = gen_send(<int>)\nprint(next($g), $g.send(<int>), $g.send(<str>))\n$g.close()", ""),
    (1, "$g = gen_try(<nat>)\nprint(next($g))\nprint($g.throw(ValueError(<str>)))\nprint(list($g))", ""),
    (1, "$g = gen_from(<ints>)\nprint(list($g))", ""),
    (1, "$t = iter(<ints>)\nprint(list(zip($t, $t)), next($t, 'end'))", ""),
    (1, "pass", ""), (1, "global $g\n$g = <int>\nprint($g)", ""),
    (1, "print(<str>, file=sys.stdout, flush=True)", ""),
    (1, "$d = collections.defaultdict(list)\nfor $s in <strs>:\n    $d[len($s)].append($s)\nprint(dict($d), len($d))", ""),
    (1, "$c = collections.Counter(<ints>)\n$c.update(<ints>)\nprint(sorted($c.items()), $c[<int>], $c.total())", ""),
    (1, "$q = collections.deque(<ints>)\n$q.appendleft(<int>)\n$q.rotate(<int>)\nprint($q, $q.pop())", ""),
]

# What every program may call.
PRELUDE = '''import collections, functools, itertools, json, math, operator, random, string, sys, textwrap
class Guard:
    def __init__(self, name, swallow):
        self.name, self.swallow = name, swallow
    def __enter__(self):
        print('enter', repr(self.name))
        return self.name
    def __exit__(self, kind, error, trace):
        print('exit', repr(self.name), kind and kind.__name__, error)
        return self.swallow
def gen_up(n):
    i = 0
    while i < n:
        yield i
        i += 1
def gen_send(x):
    while True:
        got = yield x
        print('got', got)
        if got is None: return
        x = (x, got)
def gen_try(n):
    try:
        for i in range(n):
            yield i
    except ValueError as e:
        print('in', e)
        yield -1
    finally:
        print('closed')
def gen_from(items):
    total = yield from gen_sum(items)
    yield ('total', total)
def gen_sum(items):
    total = 0
    for item in items:
        total += item
        yield item
    return total
def gen_pair(a, items):
    yield a
    yield from items
    yield from (x + 1 for x in items if x != a)
def eval_order(a, b):
    out = []
    def note(x):
        out.append(x)
        return x
    note(a) + note(b) * note(a - b) if note(a > b) else note(b)
    {note(1): note(2), note(3): note(4)}
    [note(5), note(6)][note(0)]
    return [int(x) for x in out]
def re_words(text):
    word, words = '', []
    for c in text + ' ':
        if c.isalnum(): word += c
        elif word:
            words.append(word)
            word = ''
    return words
'''
