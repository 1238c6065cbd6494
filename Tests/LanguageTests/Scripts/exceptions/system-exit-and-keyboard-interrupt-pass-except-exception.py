import sys
for make in [SystemExit, KeyboardInterrupt, GeneratorExit]:
    try:
        try: raise make('why')
        except Exception: print('not here')
    except BaseException as e: print(type(e).__name__, e, isinstance(e, Exception))
try: sys.exit(3)
except SystemExit as e: print(e.code, repr(e))
try: sys.exit('text')
except SystemExit as e: print(e.code)
try: exit_code = sys.exit()
except SystemExit as e: print(e.code)

# expect: SystemExit why False
# expect: KeyboardInterrupt why False
# expect: GeneratorExit why False
# expect: 3 SystemExit(3)
# expect: text
# expect: None
