class Bad(ValueError):
    def __init__(self, code, why="?"):
        super().__init__(f"{why}: {code}")
        self.code = code
try: raise Bad(5, why="reason")
except ValueError as e: print(type(e).__name__, e, e.code, e.args)
class Plain(Exception): pass
try: raise Plain
except Plain as e: print(repr(e), str(e) == "")
try: raise Plain("a", 1)
except Plain as e: print(repr(e), e, e.args)

# expect: Bad reason: 5 5 ('reason: 5',)
# expect: Plain() True
# expect: Plain('a', 1) ('a', 1) ('a', 1)
