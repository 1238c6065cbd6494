/// All functions of elements, by name.
extension Ufunc {
    /// Every row.
    public static let table: [Ufunc] = arithmetic + bits + comparisons + unary + transcendental + further

    /// The row called `name`, or by one of NumPy's second names.
    public static func named(_ name: String) -> Ufunc? { byName[secondNames[name] ?? name] }

    /// NumPy's other names for the same functions.
    public static let secondNames = [
        "abs": "absolute", "mod": "remainder", "true_divide": "divide", "pow": "power", "bitwise_not": "invert",
        "asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "asinh": "arcsinh",
        "acosh": "arccosh",
        "atanh": "arctanh", "radians": "deg2rad", "degrees": "rad2deg", "bitwise_left_shift": "left_shift",
        "bitwise_right_shift": "right_shift", "bitwise_invert": "invert",
    ]

    private static let byName = Dictionary(table.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// A row that is known to be there.
    static func row(_ name: String) -> Ufunc { row(named: name) }

    /// A row that is known to be there.
    public static func row(named name: String) -> Ufunc {
        guard let found = byName[name] else { preconditionFailure("no ufunc \(name)") }
        return found
    }

    public static let add = row("add")
    public static let subtract = row("subtract")
    public static let multiply = row("multiply")
    public static let divide = row("divide")
    public static let floorDivide = row("floor_divide")
    public static let remainder = row("remainder")
    public static let power = row("power")
    public static let maximum = row("maximum")
    public static let minimum = row("minimum")
    public static let bitwiseAnd = row("bitwise_and")
    public static let bitwiseOr = row("bitwise_or")
    public static let bitwiseXor = row("bitwise_xor")
    public static let leftShift = row("left_shift")
    public static let rightShift = row("right_shift")
    public static let less = row("less")
    public static let lessEqual = row("less_equal")
    public static let equal = row("equal")
    public static let notEqual = row("not_equal")
    public static let greater = row("greater")
    public static let greaterEqual = row("greater_equal")
    public static let logicalAnd = row("logical_and")
    public static let logicalOr = row("logical_or")
    public static let logicalNot = row("logical_not")
    public static let negative = row("negative")
    public static let positive = row("positive")
    public static let absolute = row("absolute")
    public static let square = row("square")
    public static let reciprocal = row("reciprocal")
    public static let squareRoot = row("sqrt")
    public static let exponential = row("exp")
    public static let logarithm = row("log")
    public static let invert = row("invert")
    public static let isNaN = row("isnan")
    public static let roundToInteger = row("rint")
}
