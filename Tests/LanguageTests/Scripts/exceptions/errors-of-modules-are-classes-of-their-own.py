import statistics, dataclasses, json
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(type(error).__name__, error, isinstance(error, ValueError))
@dataclasses.dataclass(frozen=True)
class P:
    x: int
try:
    P(1).x = 2
except dataclasses.FrozenInstanceError as error:
    print(type(error).__name__, error, isinstance(error, AttributeError))
try:
    statistics.mode([])
except ValueError as error:
    print(type(error).__name__, error)
print(statistics.StatisticsError, dataclasses.FrozenInstanceError)
# expect: StatisticsError mean requires at least one data point True
# expect: FrozenInstanceError cannot assign to field 'x' True
# expect: StatisticsError no mode for empty data
# expect: <class 'statistics.StatisticsError'> <class 'dataclasses.FrozenInstanceError'>
