import Glibc

/// LAPACK's factorizations as OpenBLAS brings them, for single and double precision.
///
/// Matrices are stored column by column, as Fortran has them: a row-major matrix is its own transpose there. The
/// routines overwrite their matrices. The results are LAPACK's `info`: 0 for success, else what went wrong.
/// Callers have checked that sizes fit 32 bits.
public struct LAPACK: Sendable {
    /// Whose numbers a matrix holds.
    public enum Precision: String, Sendable {
        case single = "s"
        case double = "d"

        /// Bytes of a number.
        public var size: Int { self == .single ? 4 : 8 }
    }

    public typealias Matrix = UnsafeMutableRawPointer
    private typealias Size = UnsafePointer<Int32>
    private typealias Out = UnsafeMutablePointer<Int32>
    private typealias Letter = UnsafePointer<CChar>

    public let precision: Precision
    private let gesv: @convention(c) (Size, Size, Matrix, Size, Out, Matrix, Size, Out) -> Void
    private let getrf: @convention(c) (Size, Size, Matrix, Size, Out, Out) -> Void
    private let potrf: @convention(c) (Letter, Size, Matrix, Size, Out, Int) -> Void
    private let geqrf: @convention(c) (Size, Size, Matrix, Size, Matrix, Matrix, Size, Out) -> Void
    private let orgqr: @convention(c) (Size, Size, Size, Matrix, Size, Matrix, Matrix, Size, Out) -> Void
    private let geev:
        @convention(c) (
            Letter, Letter, Size, Matrix, Size, Matrix, Matrix, Matrix, Size, Matrix, Size, Matrix, Size, Out, Int, Int
        ) -> Void
    private let syevd:
        @convention(c) (Letter, Letter, Size, Matrix, Size, Matrix, Matrix, Size, Out, Size, Out, Int, Int) -> Void
    private let gesdd:
        @convention(c) (
            Letter, Size, Size, Matrix, Size, Matrix, Matrix, Size, Matrix, Size, Matrix, Size, Out, Out, Int
        ) -> Void
    private let gelsd:
        @convention(c) (
            Size, Size, Size, Matrix, Size, Matrix, Size, Matrix, UnsafeRawPointer, Out, Matrix, Size, Out, Out
        ) -> Void

    /// The routines of a precision, or why there are none.
    public static func loaded(_ precision: Precision) -> Result<LAPACK, OpenBLAS.Missing> {
        precision == .single ? single : double
    }

    private static let single = load(.single)
    private static let double = load(.double)

    private static func load(_ precision: Precision) -> Result<LAPACK, OpenBLAS.Missing> {
        OpenBLAS.loaded.flatMap { blas in
            guard let lapack = LAPACK(precision, blas) else {
                return .failure(
                    OpenBLAS.Missing(
                        description: "libopenblas.so.0 comes without LAPACK: install the package libopenblas0-pthread"))
            }
            return .success(lapack)
        }
    }

    private init?(_ precision: Precision, _ blas: OpenBLAS) {
        func routine<T>(_ name: String, _ type: T.Type) -> T? {
            blas.symbol(precision.rawValue + name + "_").map { unsafeBitCast($0, to: type) }
        }
        guard
            let gesv = routine(
                "gesv", (@convention(c) (Size, Size, Matrix, Size, Out, Matrix, Size, Out) -> Void).self),
            let getrf = routine("getrf", (@convention(c) (Size, Size, Matrix, Size, Out, Out) -> Void).self),
            let potrf = routine("potrf", (@convention(c) (Letter, Size, Matrix, Size, Out, Int) -> Void).self),
            let geqrf = routine(
                "geqrf", (@convention(c) (Size, Size, Matrix, Size, Matrix, Matrix, Size, Out) -> Void).self),
            let orgqr = routine(
                "orgqr", (@convention(c) (Size, Size, Size, Matrix, Size, Matrix, Matrix, Size, Out) -> Void).self),
            let geev = routine(
                "geev",
                (@convention(c) (
                    Letter, Letter, Size, Matrix, Size, Matrix, Matrix, Matrix, Size, Matrix, Size, Matrix, Size, Out,
                    Int, Int
                ) -> Void).self),
            let syevd = routine(
                "syevd",
                (@convention(c) (Letter, Letter, Size, Matrix, Size, Matrix, Matrix, Size, Out, Size, Out, Int, Int)
                    -> Void).self),
            let gesdd = routine(
                "gesdd",
                (@convention(c) (
                    Letter, Size, Size, Matrix, Size, Matrix, Matrix, Size, Matrix, Size, Matrix, Size, Out, Out, Int
                ) -> Void).self),
            let gelsd = routine(
                "gelsd",
                (@convention(c) (
                    Size, Size, Size, Matrix, Size, Matrix, Size, Matrix, UnsafeRawPointer, Out, Matrix, Size, Out, Out
                ) -> Void).self)
        else { return nil }
        self.precision = precision
        (self.gesv, self.getrf, self.potrf, self.geqrf, self.orgqr) = (gesv, getrf, potrf, geqrf, orgqr)
        (self.geev, self.syevd, self.gesdd, self.gelsd) = (geev, syevd, gesdd, gelsd)
    }

    // MARK: Routines

    /// Solves a x = b for `right` columns of b, which become x; `pivots` has n places.
    public func solve(n: Int, right: Int, a: Matrix, b: Matrix, pivots: UnsafeMutablePointer<Int32>) -> Int {
        var (size, columns, step, info) = (Int32(n), Int32(right), Int32(max(n, 1)), Int32(0))
        gesv(&size, &columns, a, &step, pivots, b, &step, &info)
        return Int(info)
    }

    /// Splits a into triangles with exchanges of rows, which `pivots` (n places) lists from 1.
    public func triangles(n: Int, a: Matrix, pivots: UnsafeMutablePointer<Int32>) -> Int {
        var (size, step, info) = (Int32(n), Int32(max(n, 1)), Int32(0))
        getrf(&size, &size, a, &step, pivots, &info)
        return Int(info)
    }

    /// Cholesky's triangle of a symmetric matrix, in its lower or upper half.
    public func cholesky(n: Int, a: Matrix, lower: Bool) -> Int {
        var (size, step, info) = (Int32(n), Int32(max(n, 1)), Int32(0))
        var half = CChar(bitPattern: UInt8(ascii: lower ? "L" : "U"))
        potrf(&half, &size, a, &step, &info, 1)
        return Int(info)
    }

    /// The factors of a = q r: r in the upper half of a, q as reflections below with `factors` (min(m, n) places).
    /// - Returns: `nil` where no workspace could be had.
    public func reflections(m: Int, n: Int, a: Matrix, factors: Matrix) -> Int? {
        var (rows, columns, step, info) = (Int32(m), Int32(n), Int32(max(m, 1)), Int32(0))
        return withWorkspace { work, length in
            var length = length
            geqrf(&rows, &columns, a, &step, factors, work, &length, &info)
            return Int(info)
        }
    }

    /// The first `n` columns of q from its `k` reflections in the columns of a matrix of m rows.
    public func orthogonal(m: Int, n: Int, k: Int, a: Matrix, factors: Matrix) -> Int? {
        var (rows, columns, count, step, info) = (Int32(m), Int32(n), Int32(k), Int32(max(m, 1)), Int32(0))
        return withWorkspace { work, length in
            var length = length
            orgqr(&rows, &columns, &count, a, &step, factors, work, &length, &info)
            return Int(info)
        }
    }

    /// Eigenvalues in real and imaginary parts and, with `vectors`, the right eigenvectors in columns.
    public func eigen(n: Int, a: Matrix, real: Matrix, imaginary: Matrix, vectors: Matrix?) -> Int? {
        var (size, step, info) = (Int32(n), Int32(max(n, 1)), Int32(0))
        var (no, wanted) = (
            CChar(bitPattern: UInt8(ascii: "N")), CChar(bitPattern: UInt8(ascii: vectors == nil ? "N" : "V"))
        )
        return withWorkspace { work, length in
            var length = length
            geev(
                &no, &wanted, &size, a, &step, real, imaginary, a, &step, vectors ?? a, &step, work, &length, &info, 1,
                1)
            return Int(info)
        }
    }

    /// Eigenvalues of a symmetric matrix in rising order; with `vectors` the eigenvectors replace it.
    public func symmetricEigen(n: Int, a: Matrix, lower: Bool, values: Matrix, vectors: Bool) -> Int? {
        var (size, step, info) = (Int32(n), Int32(max(n, 1)), Int32(0))
        var wanted = CChar(bitPattern: UInt8(ascii: vectors ? "V" : "N"))
        var half = CChar(bitPattern: UInt8(ascii: lower ? "L" : "U"))
        return withWorkspaces { work, length, whole, wholeLength in
            var (length, wholeLength) = (length, wholeLength)
            syevd(&wanted, &half, &size, a, &step, values, work, &length, whole, &wholeLength, &info, 1, 1)
            return Int(info)
        }
    }

    /// Singular values in falling order and, unless `job` is N, u and the transpose of v: whole (A) or thin (S).
    public func singular(
        job: Character, m: Int, n: Int, a: Matrix, values: Matrix, u: Matrix, uStep: Int, v: Matrix, vStep: Int
    ) -> Int? {
        var (rows, columns, step, info) = (Int32(m), Int32(n), Int32(max(m, 1)), Int32(0))
        var (stepU, stepV) = (Int32(max(uStep, 1)), Int32(max(vStep, 1)))
        var letter = CChar(bitPattern: job.asciiValue ?? 78)
        let places = [Int32](repeating: 0, count: 8 * max(min(m, n), 1))
        return places.withUnsafeBufferPointer { places in
            let whole = UnsafeMutablePointer(mutating: places.baseAddress)
            return withWorkspace { work, length in
                var length = length
                guard let whole else { return 0 }
                gesdd(
                    &letter, &rows, &columns, a, &step, values, u, &stepU, v, &stepV, work, &length, whole, &info, 1)
                return Int(info)
            }
        }
    }

    /// The least-squares solution of a x = b of least length, which replaces b (of max(m, n) rows).
    public func leastSquares(
        m: Int, n: Int, right: Int, a: Matrix, b: Matrix, values: Matrix, cutoff: UnsafeRawPointer
    ) -> (info: Int, rank: Int)? {
        var (rows, columns, count, info) = (Int32(m), Int32(n), Int32(right), Int32(0))
        var (stepA, stepB, rank) = (Int32(max(m, 1)), Int32(max(m, n, 1)), Int32(0))
        let found = withWorkspaces { work, length, whole, _ in
            var length = length
            gelsd(
                &rows, &columns, &count, a, &stepA, b, &stepB, values, cutoff, &rank, work, &length, whole, &info)
            return Int(info)
        }
        return found.map { ($0, Int(rank)) }
    }

    // MARK: Workspaces

    /// Asks a routine how much memory it wants (length -1), gets it, and runs the routine.
    private func withWorkspace(_ run: (Matrix, Int32) -> Int) -> Int? {
        withWorkspaces { work, length, _, _ in run(work, length) }
    }

    private func withWorkspaces(_ run: (Matrix, Int32, UnsafeMutablePointer<Int32>, Int32) -> Int) -> Int? {
        var answer = 0.0
        var whole: Int32 = 0
        let asked = withUnsafeMutableBytes(of: &answer) { bytes in
            bytes.baseAddress.map { run($0, -1, &whole, -1) } ?? 0
        }
        if asked != 0 { return asked }
        let wanted = withUnsafeBytes(of: &answer) {
            precision == .double ? $0.load(as: Double.self) : Double($0.load(as: Float.self))
        }
        // A Float can't hold large sizes exactly: a little more is asked for.
        let length = max(wanted * (precision == .single ? 1.00001 : 1), 1).rounded(.up)
        guard length < 2_147_483_000, let work = malloc(Int(length) * precision.size),
            let places = malloc(max(Int(whole), 1) * 4)
        else { return nil }
        defer {
            free(work)
            free(places)
        }
        return run(work, Int32(length), places.bindMemory(to: Int32.self, capacity: max(Int(whole), 1)), max(whole, 1))
    }
}
