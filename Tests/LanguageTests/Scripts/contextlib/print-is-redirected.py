from contextlib import redirect_stdout
import io, sys
buffer = io.StringIO()
with redirect_stdout(buffer) as target:
    print("hidden", 1)
    print("also", end="")
print(repr(buffer.getvalue()), target is buffer)
old = sys.stdout
sys.stdout = io.StringIO()
print("kept")
text = sys.stdout.getvalue()
sys.stdout = old
print(repr(text))
try:
    with redirect_stdout(io.StringIO()):
        raise ValueError("back")
except ValueError:
    print("shown again")
# expect: 'hidden 1\nalso' True
# expect: 'kept\n'
# expect: shown again
