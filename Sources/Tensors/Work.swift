import Synchronization

/// How much is computed with arrays, and how many bytes arrays hold, for whoever grants a program so much and no more.
///
/// Shapes alone decide what is counted, and it is counted before it is done, so the figure is the same on every machine:
/// - a new array: one operation for each eight bytes;
/// - elements that are written over, read by a reduction or searched: one each; sorting n of them: n times the digits of n
///   in base 2;
/// - products of matrices and convolutions: their multiply-adds; equations and eigenvalues: rows times columns times the
///   smaller of both;
/// - layers of a network: their multiply-adds and outputs, on the way back twice that.
///
/// Nothing is counted until somebody asks for it: an operation then costs one look at a flag.
public enum Work {
    private static let isCounted = Atomic<Bool>(false)
    private static let sum = Atomic<Int>(0)
    private static let granted = Atomic<Int>(.max)
    private static let beyond = Mutex<(@Sendable () -> Void)?>(nil)
    private static let held = Atomic<Int>(0)
    private static let holdable = Atomic<Int>(.max)

    /// Counts from now on.
    ///
    /// - bytes: what arrays may hold together; an array beyond it is refused with `memory`.
    /// - beyond: called at each operation beyond what was granted, on the thread that computes.
    public static func count(bytes: Int, beyond: @escaping @Sendable () -> Void) {
        self.beyond.withLock { $0 = beyond }
        holdable.store(bytes, ordering: .relaxed)
        isCounted.store(true, ordering: .releasing)
    }

    /// Operations since counting began.
    public static var done: Int { sum.load(ordering: .relaxed) }

    /// Grants so many operations from now on; `nil` grants all.
    public static func grant(_ operations: Int?) {
        let (end, overflows) = done.addingReportingOverflow(operations ?? .max)
        granted.store(overflows ? .max : end, ordering: .relaxed)
    }

    /// Counts operations that are about to be done, as a product of sizes.
    @inline(__always) static func add(_ a: Int, _ b: Int = 1, _ c: Int = 1, _ d: Int = 1) {
        if isCounted.load(ordering: .relaxed) { charge(a, b, c, d) }
    }

    /// The same for other targets.
    public static func count(_ a: Int, times b: Int = 1, _ c: Int = 1, _ d: Int = 1) { add(a, b, c, d) }

    /// Counts the sorting of rows.
    static func addSorting(_ count: Int, length: Int) {
        add(count, Int.bitWidth - max(length, 1).leadingZeroBitCount)
    }

    @inline(never)
    private static func charge(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        var operations = max(a, 0)
        for factor in [b, c, d] {
            let (product, overflows) = operations.multipliedReportingOverflow(by: max(factor, 0))
            operations = overflows ? .max : product
        }
        var before = done
        var after = before
        repeat {
            let (total, overflows) = before.addingReportingOverflow(operations)
            after = overflows ? .max : total
            let (isDone, now) = sum.weakCompareExchange(expected: before, desired: after, ordering: .relaxed)
            if isDone { break }
            before = now
        } while true
        if after > granted.load(ordering: .relaxed) { beyond.withLock { $0 }?() }
    }

    // MARK: Bytes

    /// Counts the bytes of a new array.
    /// - Returns: true where they are to be given back by `release`.
    static func hold(_ bytes: Int) throws(TensorError) -> Bool {
        guard isCounted.load(ordering: .relaxed) else { return false }
        charge(bytes / 8 + (bytes & 7 == 0 ? 0 : 1), 1, 1, 1)
        let after = held.wrappingAdd(bytes, ordering: .relaxed).newValue
        let most = holdable.load(ordering: .relaxed)
        if after > most {
            release(bytes)
            throw TensorError(
                .memory,
                "Unable to allocate \(bytes) bytes: the arrays of this program hold \(after - bytes) of \(most) bytes")
        }
        return true
    }

    /// The bytes of an array that is gone.
    static func release(_ bytes: Int) { held.wrappingSubtract(bytes, ordering: .relaxed) }
}
