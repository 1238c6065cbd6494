try: import nosuchmodule
except ModuleNotFoundError as e: print(e)
try: from math import nosuch
except ImportError as e: print(type(e).__name__)
try: math
except NameError as e: print(e)

# expect: No module named 'nosuchmodule'
# expect: ImportError
# expect: name 'math' is not defined
