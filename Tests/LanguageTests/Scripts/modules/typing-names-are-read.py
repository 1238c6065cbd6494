from typing import List, Dict, Optional, Union, Any, Callable, TypeVar, cast, Tuple
T = TypeVar("T")
def f(x: List[int], y: Optional[str] = None, *a: Any, **k: Dict[str, int]) -> Union[int, None]:
    z: int = 5
    w: Callable[[int], str]
    return x[0] + z
Vector = List[float]
def g(v: Vector, t: Tuple[int, ...]) -> "Vector": return cast(Vector, v)
print(f([1]), g([2.0], (1,)))

# expect: 6 [2.0]
