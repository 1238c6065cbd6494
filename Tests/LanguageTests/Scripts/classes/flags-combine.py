from enum import Flag, IntFlag, auto


class Perm(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()


p = Perm.READ | Perm.WRITE
print(p, repr(p), p.value, Perm.READ in p, Perm.RUN in p, p & Perm.WRITE, bool(p & Perm.RUN), Perm.RUN.value, ~Perm.READ, p ^ Perm.READ, Perm(3) == p)


class Mode(IntFlag):
    A = 1
    B = 2


print(Mode.A | Mode.B, (Mode.A | Mode.B) == 3, Mode.A + 5)

# expect: Perm.READ|WRITE <Perm.READ|WRITE: 3> 3 True False Perm.WRITE False 4 Perm.WRITE|RUN Perm.WRITE True
# expect: 3 True 6
