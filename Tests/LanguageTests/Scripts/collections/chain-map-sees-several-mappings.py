from collections import ChainMap
defaults = {"color": "red", "user": "guest"}
m = ChainMap({"user": "ann"}, defaults)
print(m["user"], m["color"], len(m), sorted(m), "color" in m, m.get("x", 0), m)
m["color"] = "blue"
print(defaults["color"], m.maps[0], m.parents, m.new_child({"z": 1})["z"], dict(m) == {"color": "blue", "user": "ann"}, list(m), sorted(m.items()))
del m["color"]
print(m["color"])
for bad in (lambda: m["none"], lambda: m.pop("color"), lambda: m.__delitem__("color")):
    try:
        bad()
    except KeyError as error:
        print(error)
# expect: ann red 2 ['color', 'user'] True 0 ChainMap({'user': 'ann'}, {'color': 'red', 'user': 'guest'})
# expect: red {'user': 'ann', 'color': 'blue'} ChainMap({'color': 'red', 'user': 'guest'}) 1 True ['color', 'user'] [('color', 'blue'), ('user', 'ann')]
# expect: red
# expect: 'none'
# expect: "Key not found in the first mapping: 'color'"
# expect: "Key not found in the first mapping: 'color'"
