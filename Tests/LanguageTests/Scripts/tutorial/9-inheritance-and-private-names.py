class Mapping:
    def __init__(self, iterable):
        self.items_list = []
        self.__update(iterable)
    def update(self, iterable):
        for item in iterable:
            self.items_list.append(item)
    __update = update
class MappingSubclass(Mapping):
    def update(self, keys, values):
        for item in zip(keys, values):
            self.items_list.append(item)
m = MappingSubclass('ab')
m.update('xy', [1, 2])
print(m.items_list, hasattr(m, '__update'), hasattr(m, '_Mapping__update'), isinstance(m, Mapping), issubclass(bool, int))
class Employee:
    pass
john = Employee()
john.name = 'John Doe'
john.dept = 'computer lab'
john.salary = 1000
print(john.name, vars(john))

# expect: ['a', 'b', ('x', 1), ('y', 2)] False True True True
# expect: John Doe {'name': 'John Doe', 'dept': 'computer lab', 'salary': 1000}
