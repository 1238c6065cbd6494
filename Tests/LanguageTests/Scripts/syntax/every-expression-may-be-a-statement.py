1; "text"; None; [1]; {1: 2}; (1,); lambda: 0; 1 < 2; not 1; -1; ...; f"{1}"; [x for x in ()]
x = 5
x; x.real; (x); (yield_ := 2); print(yield_)
"""a text
of two lines"""
Ellipsis; print(... is Ellipsis, __name__)

# expect: 2
# expect: True __main__
