import sys
print(sys.maxsize == 2**63 - 1, sys.version_info >= (3, 11), sys.version_info[:2], sys.version_info.major, sys.byteorder, sys.maxunicode, sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.implementation.name != "", sys.hexversion >= 0x030b0000, type(sys.path).__name__, sys.getrecursionlimit() >= 500, sys.intern("a"), sys.platform)
print(sys.stdout.write("text\n"), isinstance(sys.argv, list), "sys" in sys.modules, sys.getsizeof([]) > 0, sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as error:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1] is error)
for leave in (lambda: sys.exit(), lambda: sys.exit(3), lambda: sys.exit("bye")):
    try:
        leave()
    except SystemExit as stop:
        print(repr(stop), stop.code)
sys.setrecursionlimit(3000)
# expect: True True (3, 11) 3 little 1114111 utf-8 utf-8 1.7976931348623157e+308 2.220446049250313e-16 15 True True list True a linux
# expect: text
# expect: 5 True True True (None, None, None)
# expect: ZeroDivisionError True
# expect: SystemExit() None
# expect: SystemExit(3) 3
# expect: SystemExit('bye') bye
