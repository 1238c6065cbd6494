import Glibc

/// Raw memory that tensors share: views of one array hold the same storage.
///
/// Unsafe by nature and confined to this target: every access through a `Tensor` stays inside by the
/// checks that made its shape, strides and offset.
public final class Storage: @unchecked Sendable {
    /// The first byte; valid as long as the storage lives.
    public let base: UnsafeMutableRawPointer
    public let byteCount: Int
    private let release: (() -> Void)?
    /// Bytes of the block that `base` begins, which may be more than were asked for; 0 for small ones.
    private let blockSize: Int
    /// True where the bytes count against what arrays may hold together.
    private let isHeld: Bool
    /// The object of the language to whose array the memory belongs; it sets this and clears it in its end.
    public var owner: UnsafeRawPointer?
    /// True from the first owner on, also when that one has ended.
    public var wasOwned = false

    /// Memory of `byteCount` bytes, all zero if `zeroed`; the caller has checked the size.
    init(byteCount: Int, zeroed: Bool) throws(TensorError) {
        self.byteCount = byteCount
        release = nil
        isHeld = try Work.hold(byteCount)
        if byteCount < SpareMemory.worthKeeping {
            guard let memory = zeroed ? calloc(max(byteCount, 1), 1) : malloc(max(byteCount, 1)) else {
                throw Storage.refused(byteCount, isHeld)
            }
            base = memory
            blockSize = 0
            return
        }
        if let spare = SpareMemory.take(byteCount) {
            base = spare.base
            blockSize = spare.size
            if zeroed { Storage.clear(spare.base, byteCount) }
            return
        }
        var memory = zeroed ? calloc(byteCount, 1) : malloc(byteCount)
        if memory == nil {
            SpareMemory.release()
            memory = zeroed ? calloc(byteCount, 1) : malloc(byteCount)
        }
        guard let memory else { throw Storage.refused(byteCount, isHeld) }
        if byteCount >= Storage.hugePageThreshold { Storage.askForHugePages(memory, byteCount) }
        base = memory
        blockSize = byteCount
    }

    /// The error of memory that the system does not give.
    private static func refused(_ byteCount: Int, _ isHeld: Bool) -> TensorError {
        if isHeld { Work.release(byteCount) }
        return TensorError(.memory, "Unable to allocate \(byteCount) bytes")
    }

    private static func clear(_ base: UnsafeMutableRawPointer, _ size: Int) {
        Parts.forEach(of: size / 64, weight: 8) { part in memset(base + part.lowerBound * 64, 0, part.count * 64) }
        memset(base + (size & ~63), 0, size & 63)
    }

    /// True where the memory ends with the storage.
    var ownsMemory: Bool { release == nil }

    /// Memory that someone else owns until `release` is called.
    public init(base: UnsafeMutableRawPointer, byteCount: Int, release: @escaping @Sendable () -> Void) {
        self.base = base
        self.byteCount = byteCount
        blockSize = 0
        isHeld = false
        self.release = release
    }

    deinit {
        if isHeld { Work.release(byteCount) }
        if let release {
            release()
        } else if blockSize > 0 {
            SpareMemory.give(base, blockSize)
        } else {
            free(base)
        }
    }

    private static let hugePageThreshold = 1 << 22

    /// Large blocks are filled page by page: with pages of 2 MiB a first write costs a tenth.
    private static func askForHugePages(_ memory: UnsafeMutableRawPointer, _ size: Int) {
        let page = 4096
        let start = (Int(bitPattern: memory) + page - 1) & ~(page - 1)
        let length = size - (start - Int(bitPattern: memory))
        if let aligned = UnsafeMutableRawPointer(bitPattern: start) { madvise(aligned, length, Int32(MADV_HUGEPAGE)) }
    }

    /// Bytes that one tensor may have: the machine's memory.
    static let budget: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        return pages > 0 ? pages * 4096 : 1 << 34
    }()
}
