from typing import Any, Callable, Dict, Final, Generic, Iterable, Iterator, List, Literal, NewType, Optional, Protocol, Self, Sequence, Tuple, TypeAlias, TypeVar, Union, final, overload, runtime_checkable, cast
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value: T = value
    def map(self, f: Callable[[T], Any]) -> "Box":
        return Box(f(self.value))
class Speaks(Protocol):
    def speak(self) -> str:
        ...
class Dog:
    def speak(self) -> str:
        return "wuff"
def say(who: Speaks, times: Optional[int] = None, mode: Literal["a", "b"] = "a") -> Union[str, None]:
    return who.speak() * (times or 1)
UserId = NewType("UserId", int)
Vector: TypeAlias = List[float]
@final
class Leaf:
    LIMIT: Final = 3
print(Box(3).map(lambda x: x + 1).value, say(Dog(), 2), UserId(5), Leaf.LIMIT, cast(int, "x"), Optional[int] is not None)
def total(values: Sequence[int], start: int = 0) -> int:
    return sum(values, start)
print(total([1, 2]), total.__name__)
# expect: 4 wuffwuff 5 3 x True
# expect: 3 total
