class Plugin:
    registry = {}

    def __init_subclass__(cls, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[key or cls.__name__.lower()] = cls


class Png(Plugin):
    pass


class Jpeg(Plugin, key="jpg"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()})
try:
    class X(object, key=1):
        pass
except TypeError as e:
    print(e)

# expect: {'png': 'Png', 'jpg': 'Jpeg'}
# expect: X.__init_subclass__() takes no keyword arguments
