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
    /// The object of the language to whose array the memory belongs; it sets this and clears it in its end.
    public var owner: UnsafeRawPointer?
    /// True from the first owner on, also when that one has ended.
    public var wasOwned = false

    /// Memory of `byteCount` bytes, all zero if `zeroed`; the caller has checked the size.
    init(byteCount: Int, zeroed: Bool) throws(TensorError) {
        let size = max(byteCount, 1)
        guard let memory = zeroed ? calloc(size, 1) : malloc(size) else {
            throw TensorError(.memory, "Unable to allocate \(byteCount) bytes")
        }
        if size >= Storage.hugePageThreshold { Storage.askForHugePages(memory, size) }
        base = memory
        self.byteCount = byteCount
        release = nil
    }

    /// Memory that someone else owns until `release` is called.
    public init(base: UnsafeMutableRawPointer, byteCount: Int, release: @escaping @Sendable () -> Void) {
        self.base = base
        self.byteCount = byteCount
        self.release = release
    }

    deinit {
        if let release { release() } else { free(base) }
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
