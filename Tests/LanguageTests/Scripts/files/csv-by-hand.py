import os, shutil

folder = f"/tmp/svertka-script-{os.getpid()}-csv-by-hand"
os.makedirs(folder)


def at(name):
    return folder + "/" + name


def show(value):
    return str(value).replace(folder + "/", "")


rows = [("name", "age"), ("Ada", 36), ("Alan", 41)]
with open(at("people.csv"), "w", encoding="utf-8") as f:
    for row in rows:
        print(*row, sep=",", file=f)
with open(at("people.csv"), encoding="utf-8") as f:
    header = f.readline().strip().split(",")
    people = [dict(zip(header, line.strip().split(","))) for line in f]
print(header, people, sum(int(p["age"]) for p in people))
shutil.rmtree(folder)
# expect: ['name', 'age'] [{'name': 'Ada', 'age': '36'}, {'name': 'Alan', 'age': '41'}] 77
