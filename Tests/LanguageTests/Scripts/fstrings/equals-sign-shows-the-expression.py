x, name = 3, "a"
print(f"{x=} {x = } {x+1=} {name=} {name=!s} {x=:>5} {x = :.2f} {name =!r:>6}|", f"{x==3} {x!=3} {x<=3} {x>=3=}")
print(f"{[1, 2]=}", f"{ x = }|{x  =  }|")

# expect: x=3 x = 3 x+1=4 name='a' name=a x=    3 x = 3.00 name =   'a'| True False True x>=3=True
# expect: [1, 2]=[1, 2]  x = 3|x  =  3|
