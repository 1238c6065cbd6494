x = 1; y = 2; print(x + y);
z = x + \
    y + \
    3
print(z); a = [1,  # one
               2,

               3]; print(a)
if x: print("yes"); print("too")
for i in range(2): print(i); continue
def f(): return 1; print("never")
print(f(),
      # a comment
      2,
)
class A: x = 1; y = 2
print(A.x, A.y); pass;

# expect: 3
# expect: 6
# expect: [1, 2, 3]
# expect: yes
# expect: too
# expect: 0
# expect: 1
# expect: 1 2
# expect: 1 2
