import re
TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|(.))")
PRIORITY = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
def tokens(text):
    for number, sign in TOKEN.findall(text):
        if number: yield float(number)
        elif sign.strip(): yield sign
def postfix(text):
    out, stack = [], []
    for t in tokens(text):
        if isinstance(t, float): out.append(t)
        elif t == "(": stack.append(t)
        elif t == ")":
            while stack and stack[-1] != "(": out.append(stack.pop())
            if not stack: raise SyntaxError("unbalanced )")
            stack.pop()
        elif t in PRIORITY:
            while stack and stack[-1] != "(" and (PRIORITY[stack[-1]] > PRIORITY[t] or PRIORITY[stack[-1]] == PRIORITY[t] and t != "^"): out.append(stack.pop())
            stack.append(t)
        else: raise SyntaxError(f"what is {t!r}?")
    while stack:
        if stack[-1] == "(": raise SyntaxError("unbalanced (")
        out.append(stack.pop())
    return out
def value(text):
    stack = []
    for t in postfix(text):
        if isinstance(t, float): stack.append(t)
        else:
            b, a = stack.pop(), stack.pop()
            stack.append({"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "^": lambda: a ** b}[t]())
    (result,) = stack
    return result
for text in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1", "(1", "1)", "1 $ 2", "1 / 0", "1 2", "+"]:
    try: print(text, "=", value(text), postfix(text))
    except (SyntaxError, ZeroDivisionError, ValueError, IndexError) as e: print(text, "->", type(e).__name__, e)

# expect: 1 + 2 * 3 = 7.0 [1.0, 2.0, 3.0, '*', '+']
# expect: (1 + 2) * 3 = 9.0 [1.0, 2.0, '+', 3.0, '*']
# expect: 2 ^ 3 ^ 2 = 512.0 [2.0, 3.0, 2.0, '^', '^']
# expect: 10 / 4 - 1 = 1.5 [10.0, 4.0, '/', 1.0, '-']
# expect: (1 -> SyntaxError unbalanced (
# expect: 1) -> SyntaxError unbalanced )
# expect: 1 $ 2 -> SyntaxError what is '$'?
# expect: 1 / 0 -> ZeroDivisionError float division by zero
# expect: 1 2 -> ValueError too many values to unpack (expected 1)
# expect: + -> IndexError pop from empty list
