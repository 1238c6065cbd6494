class C:
    @property
    def p(self): return 1
def try_(f):
    try:
        f()
        print('no error')
    except Exception as e:
        print(type(e).__name__, e)
def s1(): (1).x = 2
def s2(): 'a'.x = 2
def s3(): [].x = 2
def s4(): C().p = 2
def s5(): None.x = 1
def s6(): int.x = 1
def s7(): del C().p
def s8(): del C().y
def s9(): del (1).x
def s11(): [].append = 5
def s12(): del C.nothing
for f in [s1, s2, s3, s4, s5, s6, s7, s8, s9, s11]:
    try_(f)

# expect: AttributeError 'int' object has no attribute 'x'
# expect: AttributeError 'str' object has no attribute 'x'
# expect: AttributeError 'list' object has no attribute 'x'
# expect: AttributeError property 'p' of 'C' object has no setter
# expect: AttributeError 'NoneType' object has no attribute 'x'
# expect: TypeError cannot set 'x' attribute of immutable type 'int'
# expect: AttributeError property 'p' of 'C' object has no deleter
# expect: AttributeError 'C' object has no attribute 'y'
# expect: AttributeError 'int' object has no attribute 'x'
# expect: AttributeError 'list' object attribute 'append' is read-only
