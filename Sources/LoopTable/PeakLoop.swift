/// Multiplies and adds in registers, reading and writing nothing.
public struct PeakLoop: Sendable {
    /// Does some rounds; the result tells nothing.
    public var multiply: @Sendable (_ rounds: Int) -> Float
    /// Multiplications and additions of a round.
    public var operations: Int

    public init(multiply: @escaping @Sendable (Int) -> Float, operations: Int) {
        self.multiply = multiply
        self.operations = operations
    }
}
