/// Types of elements that the loops over arrays are written for.
public enum ArrayElement: Hashable, Sendable, CaseIterable {
    case bool, uint8, int32, int64, float32, float64
}

/// The loops over elements of arrays of one instruction set. Every loop trusts its caller for sizes.
///
/// Memory may be aligned in any way. A result may lie exactly over an operand, or begin before it; it must not begin
/// behind the first element of an operand that it overlaps.
public struct ArrayLoops: Sendable {
    /// operand, result, number of elements
    public typealias Unary = @Sendable (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
    /// Operand and whether it is one number, another such, result, number of elements. One operand at most is one number.
    public typealias Binary =
        @Sendable (UnsafeRawPointer, Bool, UnsafeRawPointer, Bool, UnsafeMutableRawPointer, Int) -> Void

    /// A function, by NumPy's name, upon elements of a type.
    public struct Key: Hashable, Sendable {
        public let function: String
        public let element: ArrayElement

        public init(_ function: String, _ element: ArrayElement) {
            self.function = function
            self.element = element
        }
    }

    /// Functions of one number.
    public var unary: [Key: Unary]
    /// Functions of two.
    public var binary: [Key: Binary]
    /// How many of n bytes, each 0 or 1, are 1.
    public var countTrue: @Sendable (UnsafePointer<UInt8>, Int) -> Int

    /// Sorts rows of some length in place, with room for one row to spare; NaN comes last. False where the type has no
    /// such loop: nothing is done then.
    public var sort:
        @Sendable (
            ArrayElement, UnsafeMutableRawPointer, _ rows: Int, _ length: Int, _ spare: UnsafeMutableRawPointer
        ) -> Bool
    /// The places that sort a row, equal elements in their order, with room for as many to spare. False where it is not
    /// done: then the places hold anything.
    public var order:
        @Sendable (
            ArrayElement, UnsafeRawPointer, Int, _ places: UnsafeMutablePointer<UInt64>,
            _ spare: UnsafeMutablePointer<UInt64>
        ) -> Bool

    /// Places of the greatest or the least elements of rows of some length: the first of equals, NaN before all numbers.
    /// False where the type has no such loop.
    public var extremes:
        @Sendable (
            ArrayElement, UnsafeRawPointer, _ rows: Int, _ length: Int, _ isGreatest: Bool,
            _ places: UnsafeMutablePointer<Int64>
        ) -> Bool
    /// sums[c] += x[r, c], row after row, which are `step` bytes apart. False where the type has no such loop.
    public var sumColumns:
        @Sendable (
            ArrayElement, UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int, _ sums: UnsafeMutableRawPointer
        ) -> Bool
    /// sums[c] += (x[r, c] - centers[c])², row after row. False where the type has no such loop.
    public var sumSquares:
        @Sendable (
            ArrayElement, UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int, _ centers: UnsafeRawPointer,
            _ sums: UnsafeMutableRawPointer
        ) -> Bool
    /// The elements, of a size in bytes, whose marks are not 0: `wanted` of n.
    public var pick:
        @Sendable (
            UnsafeRawPointer, _ size: Int, _ marks: UnsafePointer<UInt8>, Int, UnsafeMutableRawPointer, _ wanted: Int
        ) -> Void

    /// True where all n places are places of an axis of some length, counted from its beginning.
    public var areWithin: @Sendable (UnsafePointer<Int64>, Int, _ length: Int) -> Bool

    /// The sum of at least 8 elements side by side, in NumPy's pairwise order. False where the type has no such loop.
    public var sum: @Sendable (ArrayElement, UnsafeRawPointer, Int, _ sum: UnsafeMutableRawPointer) -> Bool

    public init(
        unary: [Key: Unary], binary: [Key: Binary],
        countTrue: @escaping @Sendable (UnsafePointer<UInt8>, Int) -> Int,
        sort: @escaping @Sendable (ArrayElement, UnsafeMutableRawPointer, Int, Int, UnsafeMutableRawPointer) -> Bool,
        order:
            @escaping @Sendable (
                ArrayElement, UnsafeRawPointer, Int, UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>
            ) -> Bool,
        extremes:
            @escaping @Sendable (
                ArrayElement, UnsafeRawPointer, Int, Int, Bool, UnsafeMutablePointer<Int64>
            ) -> Bool,
        sumColumns:
            @escaping @Sendable (ArrayElement, UnsafeRawPointer, Int, Int, Int, UnsafeMutableRawPointer) -> Bool,
        sumSquares:
            @escaping @Sendable (
                ArrayElement, UnsafeRawPointer, Int, Int, Int, UnsafeRawPointer, UnsafeMutableRawPointer
            ) -> Bool,
        pick:
            @escaping @Sendable (
                UnsafeRawPointer, Int, UnsafePointer<UInt8>, Int, UnsafeMutableRawPointer, Int
            ) -> Void,
        areWithin: @escaping @Sendable (UnsafePointer<Int64>, Int, Int) -> Bool,
        sum: @escaping @Sendable (ArrayElement, UnsafeRawPointer, Int, UnsafeMutableRawPointer) -> Bool
    ) {
        self.unary = unary
        self.binary = binary
        self.countTrue = countTrue
        self.sort = sort
        self.order = order
        self.extremes = extremes
        self.sumColumns = sumColumns
        self.sumSquares = sumSquares
        self.pick = pick
        self.areWithin = areWithin
        self.sum = sum
    }
}
