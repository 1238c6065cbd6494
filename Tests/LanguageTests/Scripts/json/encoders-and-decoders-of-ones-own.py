import json
from datetime import date
from collections import OrderedDict
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, date):
            return o.isoformat()
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)
print(json.dumps({"d": date(2024, 1, 2), "s": {2, 1}}, cls=Encoder), json.dumps([date(2024, 1, 2)], cls=Encoder, indent=2), Encoder(sort_keys=True).encode({"b": 1, "a": {3}}))
for bad in (lambda: json.dumps(date(2024, 1, 2)), lambda: json.dumps(object()), lambda: json.dumps({1, 2}), lambda: json.dumps([object()], cls=Encoder), lambda: json.dumps(b"x"), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(float("nan"), allow_nan=False)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
print(json.loads('{"a": 1, "b": {"c": 2.5}}', object_hook=lambda d: sorted(d.items())), json.loads('[1.5, 2, NaN]', parse_float=str, parse_int=lambda s: int(s) * 10, parse_constant=lambda s: s + "!"), json.loads('{"b": 1, "a": 2}', object_pairs_hook=OrderedDict), json.loads(b'"\xc3\xa9"'), json.loads(bytearray(b"[1]")), json.JSONDecoder().decode("[1, 2]"))
print(json.dumps({"b": [1, 2], "a": None}, sort_keys=True, separators=(",", ":")), json.dumps("é\n\u2028😀"), json.dumps("é", ensure_ascii=False), json.dumps({1: "a", None: "b", True: "c", 2.5: "d"}), json.dumps([], indent=2), json.dumps({"a": [1, {"b": 2}]}, indent="\t"))
# expect: {"d": "2024-01-02", "s": [1, 2]} [
# expect:   "2024-01-02"
# expect: ] {"a": [3], "b": 1}
# expect: TypeError Object of type date is not JSON serializable
# expect: TypeError Object of type object is not JSON serializable
# expect: TypeError Object of type set is not JSON serializable
# expect: TypeError Object of type object is not JSON serializable
# expect: TypeError Object of type bytes is not JSON serializable
# expect: TypeError keys must be str, int, float, bool or None, not tuple
# expect: ValueError Out of range float values are not JSON compliant
# expect: [('a', 1), ('b', [('c', 2.5)])] ['1.5', 20, 'NaN!'] OrderedDict([('b', 1), ('a', 2)]) é [1] [1, 2]
# expect: {"a":null,"b":[1,2]} "\u00e9\n\u2028\ud83d\ude00" "é" {"1": "c", "null": "b", "2.5": "d"} [] {
# expect: 	"a": [
# expect: 		1,
# expect: 		{
# expect: 			"b": 2
# expect: 		}
# expect: 	]
# expect: }
