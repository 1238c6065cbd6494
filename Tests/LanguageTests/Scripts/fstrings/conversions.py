s = "Ж'"
print(f"{s!s} {s!r} {s!a} {s!r:>8}|")

# expect: Ж' "Ж'" "\u0416'"     "Ж'"|
