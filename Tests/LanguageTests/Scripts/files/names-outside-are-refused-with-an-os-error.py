for name in ("../no-such-folder-here/x.txt", "/no-such-folder-here/x.txt", ""):
    for mode in ("w", "a", "x", "r+"):
        try:
            open(name, mode)
        except OSError as error:
            print(mode, error.filename == name)
print(len(open("/etc/passwd").read()) > 10)
# expect: w True
# expect: a True
# expect: x True
# expect: r+ True
# expect: w True
# expect: a True
# expect: x True
# expect: r+ True
# expect: w True
# expect: a True
# expect: x True
# expect: r+ True
# expect: True
