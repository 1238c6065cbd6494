print(",".join(["a", "b"]), "".join("abc"), "-".join(str(i) for i in range(3)), ", ".join([]))

# expect: a,b abc 0-1-2
