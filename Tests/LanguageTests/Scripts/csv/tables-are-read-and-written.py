import csv, io
text = 'name,age,note\nAda,36,"said ""hi"", twice"\nAlan,41,"two\nlines"\n\n'
for row in csv.reader(io.StringIO(text)):
    print(row)
for row in csv.DictReader(io.StringIO(text)):
    print(row, row["age"])
print(list(csv.reader(["a;b;'c;d'"], delimiter=";", quotechar="'")), list(csv.reader(["1,2.5,\"x\""], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\tb"], dialect="excel-tab")), list(csv.reader(["a, b"], skipinitialspace=True)))
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(["x", 1, 2.5, None, "a,b", 'q"q', ""]), w.writerows([[1, 2], [3]]))
print(repr(out.getvalue()))
out = io.StringIO()
d = csv.DictWriter(out, fieldnames=["a", "b"], restval="-", lineterminator="\n", extrasaction="ignore")
d.writeheader()
d.writerow({"a": 1, "b": 2})
d.writerows([{"a": 3}, {"b": 4, "z": 5}])
print(out.getvalue())
for bad in (lambda: csv.DictWriter(out, ["a"]).writerow({"q": 1}), lambda: csv.writer(out).writerow(5), lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.reader([], nope=1), lambda: list(csv.reader([b"x"])), lambda: csv.reader([], delimiter="ab")):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
r = csv.DictReader(["a,b", "1,2,3", "4"])
print(r.fieldnames, list(r), r.line_num)
# expect: ['name', 'age', 'note']
# expect: ['Ada', '36', 'said "hi", twice']
# expect: ['Alan', '41', 'two\nlines']
# expect: []
# expect: {'name': 'Ada', 'age': '36', 'note': 'said "hi", twice'} 36
# expect: {'name': 'Alan', 'age': '41', 'note': 'two\nlines'} 41
# expect: [['a', 'b', 'c;d']] [[1.0, 2.5, 'x']] [['a', 'b']] [['a', 'b']]
# expect: 24 None
# expect: 'x,1,2.5,,"a,b","q""q",\r\n1,2\r\n3\r\n'
# expect: a,b
# expect: 1,2
# expect: 3,-
# expect: -,4
# expect:
# expect: ValueError dict contains fields not in fieldnames: 'q'
# expect: Error iterable expected, not int
# expect: Error need to escape, but no escapechar set
# expect: TypeError 'nope' is an invalid keyword argument for this function
# expect: Error iterator should return strings, not bytes (the file should be opened in text mode)
# expect: TypeError "delimiter" must be a 1-character string
# expect: ['a', 'b'] [{'a': '1', 'b': '2', None: ['3']}, {'a': '4', 'b': None}] 3
