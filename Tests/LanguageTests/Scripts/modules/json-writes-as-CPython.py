import json
print(json.dumps({"a": [1, 2.5, None, True], "b": {"c": "é\n\"\\ \u20ac 😀"}, 3: (1, 2), None: 1.0}))
print(json.dumps({"b": 1, "a": [], "c": {}}, indent=2, sort_keys=True))
print(json.dumps("é€", ensure_ascii=False), json.dumps([1, [2]], separators=(",", ":")), json.dumps(float("nan")), json.dumps(1e100))
print(json.dumps([1, [2, {"a": 3}]], indent=1))
class P: pass
print(json.dumps({"p": P()}, default=lambda o: "P!"))
for bad in (P(), {(1, 2): 3}, {1, 2}):
    try: json.dumps(bad)
    except TypeError as e: print(e)
a = []; a.append(a)
try: json.dumps(a)
except ValueError as e: print(e)

# expect: {"a": [1, 2.5, null, true], "b": {"c": "\u00e9\n\"\\ \u20ac \ud83d\ude00"}, "3": [1, 2], "null": 1.0}
# expect: {
# expect:   "a": [],
# expect:   "b": 1,
# expect:   "c": {}
# expect: }
# expect: "é€" [1,[2]] NaN 1e+100
# expect: [
# expect:  1,
# expect:  [
# expect:   2,
# expect:   {
# expect:    "a": 3
# expect:   }
# expect:  ]
# expect: ]
# expect: {"p": "P!"}
# expect: Object of type P is not JSON serializable
# expect: keys must be str, int, float, bool or None, not tuple
# expect: Object of type set is not JSON serializable
# expect: Circular reference detected
