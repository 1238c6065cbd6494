import CProcessor
import LoopTable

/// Some columns of a row of a product, held in registers.
protocol Lanes {
    static var width: Int { get }
    init(_ from: Source)
    /// The first `n` of them; the others are 0.
    init(_ from: Source, _ n: Int)
    static var zero: Self { get }
    /// self += x b
    mutating func add(_ x: Float, _ b: Self)
    mutating func add(_ b: Self)
    /// max(0, self)
    func rectified() -> Self
    func put(_ to: Target)
    /// Writes the first `n`.
    func put(_ to: Target, _ n: Int)
}

/// Eight columns: half of the work where there are no more.
struct Half: Lanes {
    static var width: Int { 8 }
    private var a: SIMD8<Float>

    @inline(__always) private init(a: SIMD8<Float>) { self.a = a }
    @inline(__always) init(_ from: Source) { a = UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Float>.self) }
    @inline(__always) init(_ from: Source, _ n: Int) {
        a = .zero
        for i in 0..<min(max(n, 0), 8) { a[i] = from[i] }
    }
    @inline(__always) static var zero: Half { Half(a: .zero) }
    @inline(__always) mutating func add(_ x: Float, _ b: Half) {
        #if FMA
            a.addProduct(SIMD8(repeating: x), b.a)
        #else
            a += SIMD8(repeating: x) * b.a
        #endif
    }
    @inline(__always) mutating func add(_ b: Half) { a += b.a }
    @inline(__always) func rectified() -> Half { Half(a: vector_rectified_half(a)) }
    @inline(__always) func put(_ to: Target) {
        UnsafeMutableRawPointer(to).storeBytes(of: a, as: SIMD8<Float>.self)
    }
    @inline(__always) func put(_ to: Target, _ n: Int) {
        if n >= 8 { put(to) } else if n > 0 { a.store(to, n) }
    }
}

/// Sixteen columns.
struct One: Lanes {
    static var width: Int { 16 }
    private var a: Vector

    @inline(__always) private init(a: Vector) { self.a = a }
    @inline(__always) init(_ from: Source) { a = from.vector(0) }
    @inline(__always) init(_ from: Source, _ n: Int) {
        a = .zero
        for i in 0..<min(max(n, 0), 16) { a[i] = from[i] }
    }
    @inline(__always) static var zero: One { One(a: .zero) }
    @inline(__always) mutating func add(_ x: Float, _ b: One) { a = fused(Vector(repeating: x), b.a, a) }
    @inline(__always) mutating func add(_ b: One) { a += b.a }
    @inline(__always) func rectified() -> One { One(a: vector_rectified(a)) }
    @inline(__always) func put(_ to: Target) { to.store(a, 0) }
    @inline(__always) func put(_ to: Target, _ n: Int) {
        if n >= 16 { put(to) } else if n > 0 { a.store(to, n) }
    }
}

extension SIMD16<Float> {
    /// Writes the first `n` of 1 to 15 elements: eight of them, then the others.
    @inline(__always) func store(_ to: Target, _ n: Int) {
        if n & 8 == 0 { return lowHalf.store(to, n) }
        UnsafeMutableRawPointer(to).storeBytes(of: lowHalf, as: SIMD8<Float>.self)
        highHalf.store(to + 8, n & 7)
    }
}

extension SIMD8<Float> {
    /// Writes the first `n` of 0 to 7 elements: four, two and one of them, as the bits of n tell.
    @inline(__always) fileprivate func store(_ to: Target, _ n: Int) {
        var place = UnsafeMutableRawPointer(to)
        var four = lowHalf
        if n & 4 != 0 {
            place.storeBytes(of: four, as: SIMD4<Float>.self)
            place += 16
            four = highHalf
        }
        var two = four.lowHalf
        if n & 2 != 0 {
            place.storeBytes(of: two, as: SIMD2<Float>.self)
            place += 8
            two = four.highHalf
        }
        if n & 1 != 0 { place.storeBytes(of: two.x, as: Float.self) }
    }
}

/// As many columns as two others have.
struct Pair<A: Lanes, B: Lanes>: Lanes {
    @inline(__always) static var width: Int { A.width + B.width }
    private var a: A
    private var b: B

    @inline(__always) private init(a: A, b: B) {
        self.a = a
        self.b = b
    }
    @inline(__always) init(_ from: Source) {
        a = A(from)
        b = B(from + A.width)
    }
    @inline(__always) init(_ from: Source, _ n: Int) {
        a = A(from, n)
        b = B(from + A.width, n - A.width)
    }
    @inline(__always) static var zero: Self { Self(a: .zero, b: .zero) }
    @inline(__always) mutating func add(_ x: Float, _ other: Self) {
        a.add(x, other.a)
        b.add(x, other.b)
    }
    @inline(__always) mutating func add(_ other: Self) {
        a.add(other.a)
        b.add(other.b)
    }
    @inline(__always) func rectified() -> Self { Self(a: a.rectified(), b: b.rectified()) }
    @inline(__always) func put(_ to: Target) {
        a.put(to)
        b.put(to + A.width)
    }
    @inline(__always) func put(_ to: Target, _ n: Int) {
        a.put(to, n)
        b.put(to + A.width, n - A.width)
    }
}

/// 32, 48 and 64 columns.
typealias Two = Pair<One, One>
typealias Three = Pair<Two, One>
typealias Four = Pair<Two, Two>
