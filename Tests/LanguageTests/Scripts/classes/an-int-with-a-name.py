class Grade(int):
    names = {1: "sehr gut", 2: "gut", 3: "befriedigend"}

    def __str__(self):
        return self.names[int(self)]


g = Grade(2)
print(g, repr(g), g + 1, type(g + 1).__name__, g == 2, [10, 20, 30][g], range(g), "x" * g, isinstance(g, int), g.bit_length(), f"{g}", f"{g:03d}", "%d" % g, "%s" % g)
print({g: "a"}[2], hash(g) == hash(2), int(g), float(g), g.real, g & 3, g << 2, -g, ~g, g ** 10, 2 ** g, g / 4, divmod(7, g), g < 3, 3 > g, max(Grade(1), g), Grade("3") + 0, Grade() + 0, sum([g, g]), list(range(Grade(3))))
print(bin(g), hex(Grade(255)), chr(Grade(65)), round(Grade(5)), bool(Grade(0)), Grade(2 ** 70) + 1, [1, 2, 3][:g])

# expect: gut 2 3 int True 30 range(0, 2) xx True 2 gut 002 2 gut
# expect: a True 2 2.0 2 2 8 -2 -3 1024 4 0.5 (3, 1) True True gut 3 0 4 [0, 1, 2]
# expect: 0b10 0xff A 5 False 1180591620717411303425 [1, 2]
