def run(fail, fail_in_else=False):
    out = []
    try:
        try:
            out.append('try')
            if fail: raise ValueError
        except ValueError: out.append('except')
        else:
            out.append('else')
            if fail_in_else: raise KeyError
        finally: out.append('finally')
    except KeyError: out.append('outside')
    return out
print(run(False), run(True), run(False, True))

# expect: ['try', 'else', 'finally'] ['try', 'except', 'finally'] ['try', 'else', 'finally', 'outside']
