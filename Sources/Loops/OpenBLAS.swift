import CProcessor
import Glibc

/// Matrix products by OpenBLAS, loaded when the first product is asked for.
///
/// OpenBLAS 0.3.21 does not know newer processors and falls back to kernels of half the speed, so the core type is chosen
/// before it is loaded. It runs with one thread: the workers call it side by side, which is faster for small products.
public struct OpenBLAS: Sendable {
    /// Why there is no OpenBLAS.
    public struct Missing: Error, CustomStringConvertible {
        public let description: String
    }

    private typealias Single =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Float, UnsafePointer<Float>?, Int32, UnsafePointer<Float>?, Int32,
            Float,
            UnsafeMutablePointer<Float>?, Int32
        ) -> Void
    private typealias Double_ =
        @convention(c) (
            Int32, Int32, Int32, Int32, Int32, Int32, Double, UnsafePointer<Double>?, Int32, UnsafePointer<Double>?,
            Int32, Double,
            UnsafeMutablePointer<Double>?, Int32
        ) -> Void

    private let single: Single
    private let double: Double_
    /// The kernels that OpenBLAS uses.
    public let coreName: String
    /// Its version, `0.3.21`; `unknown` where the library does not tell.
    public let version: String
    /// The loaded library, as `dlopen` names it.
    private let library: UInt

    /// The library, loaded once, or why it could not be.
    public static let loaded: Result<OpenBLAS, Missing> = load()

    private static func load() -> Result<OpenBLAS, Missing> {
        if processor_has_avx512() != 0 { setenv("OPENBLAS_CORETYPE", "SkylakeX", 0) }
        setenv("OPENBLAS_NUM_THREADS", "1", 1)
        guard let handle = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "unknown reason"
            return .failure(
                Missing(description: "OpenBLAS cannot be loaded (\(reason)): install the package libopenblas0-pthread"))
        }
        guard let sgemm = dlsym(handle, "cblas_sgemm"), let dgemm = dlsym(handle, "cblas_dgemm") else {
            return .failure(
                Missing(description: "libopenblas.so.0 has no cblas_sgemm: install the package libopenblas0-pthread"))
        }
        if let threads = dlsym(handle, "openblas_set_num_threads") {
            unsafeBitCast(threads, to: (@convention(c) (Int32) -> Void).self)(1)
        }
        // The configuration begins with `OpenBLAS 0.3.21`.
        let configuration = text("openblas_get_config", of: handle)?.split(separator: " ") ?? []
        return .success(
            OpenBLAS(
                single: unsafeBitCast(sgemm, to: Single.self), double: unsafeBitCast(dgemm, to: Double_.self),
                coreName: text("openblas_get_corename", of: handle) ?? "unknown",
                version: configuration.count > 1 ? String(configuration[1]) : "unknown",
                library: UInt(bitPattern: handle)))
    }

    /// What a function of the library that takes nothing says; `nil` where there is no such function.
    private static func text(_ name: String, of library: UnsafeMutableRawPointer) -> String? {
        guard let function = dlsym(library, name) else { return nil }
        let said = unsafeBitCast(function, to: (@convention(c) () -> UnsafePointer<CChar>?).self)()
        return said.map { String(cString: $0) }
    }

    /// The address of another routine of the library.
    func symbol(_ name: String) -> UnsafeMutableRawPointer? {
        dlsym(UnsafeMutableRawPointer(bitPattern: library), name)
    }

    /// c[m, n] = a[m, k] b[k, n] + beta c, row by row; a transposed operand is stored the other way round.
    ///
    /// - Parameters strideA, strideB, strideC: elements from one stored row to the next.
    public func product(
        m: Int, n: Int, k: Int, a: UnsafePointer<Float>, strideA: Int, transposeA: Bool = false,
        b: UnsafePointer<Float>,
        strideB: Int, transposeB: Bool = false, beta: Float = 0, c: UnsafeMutablePointer<Float>, strideC: Int
    ) {
        if m == 0 || n == 0 { return }
        single(
            101, transposeA ? 112 : 111, transposeB ? 112 : 111, Int32(m), Int32(n), Int32(k), 1, a, Int32(strideA), b,
            Int32(strideB), beta, c, Int32(strideC))
    }

    /// The same in double precision.
    public func product(
        m: Int, n: Int, k: Int, a: UnsafePointer<Double>, strideA: Int, transposeA: Bool = false,
        b: UnsafePointer<Double>,
        strideB: Int, transposeB: Bool = false, beta: Double = 0, c: UnsafeMutablePointer<Double>, strideC: Int
    ) {
        if m == 0 || n == 0 { return }
        double(
            101, transposeA ? 112 : 111, transposeB ? 112 : 111, Int32(m), Int32(n), Int32(k), 1, a, Int32(strideA), b,
            Int32(strideB), beta, c, Int32(strideC))
    }
}
