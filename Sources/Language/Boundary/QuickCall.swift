/// A shorter way of a native function for its commonest arguments, which the evaluator's loop tries first.
///
/// It works on registers: no arrays, no copies. What it does not take it leaves to the function's body, which is its
/// slow twin: both give the same.
struct QuickCall: Sendable {
    /// - Parameters:
    ///   - place: the callee, or for methods the receiver; the arguments lie behind it.
    ///   - count: how many arguments there are.
    ///   - result: receives the result; never one of the arguments.
    /// - Returns: false where the function's body must do it.
    typealias Body =
        @Sendable (
            _ interpreter: Interpreter, _ place: UnsafeMutablePointer<Register>, _ count: Int,
            _ result: UnsafeMutablePointer<Register>
        ) throws(LanguageError) -> Bool

    let body: Body

    init(_ body: @escaping Body) { self.body = body }
}
