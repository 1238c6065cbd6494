print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {1: "x"} == {1.0: "x"}, {} == {}, {"a": 1} != {"a": 2})

# expect: True True True True
