import Glibc
import Loops

/// Floats in memory, zeros at first: they begin on a cache line, and many of them on pages of 2 MiB.
///
/// A tile's rows lie thousands of bytes apart. On small pages nearly every one of them asks the processor for another
/// page's address, which it keeps for some hundred pages only.
final class FloatMemory {
    let base: Target
    /// Of memory that the system gave as pages; 0 where it is malloc's.
    private let mappedBytes: Int

    /// - Throws: `memory` where the system does not give so much now, under a limit of the process for example.
    init(_ count: Int, _ what: @autoclosure () -> String) throws(NetworkError) {
        let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
        if !overflow, bytes < FloatMemory.page {
            mappedBytes = 0
            var block: UnsafeMutableRawPointer?
            if posix_memalign(&block, 64, bytes) == 0, let block {
                base = block.assumingMemoryBound(to: Float.self)
                base.initialize(repeating: 0, count: max(count, 1))
                return
            }
        } else if !overflow, let block = FloatMemory.pages(bytes) {
            mappedBytes = bytes
            base = block.assumingMemoryBound(to: Float.self)
            return
        }
        throw NetworkError(.memory, "\(what()) needs more memory than is left: \(bytes >> 20) MiB")
    }

    deinit {
        if mappedBytes > 0 { munmap(base, mappedBytes) } else { free(base) }
    }

    private static let page = 1 << 21

    /// Pages of zeros that begin where a large one does.
    private static func pages(_ bytes: Int) -> UnsafeMutableRawPointer? {
        let (asked, overflow) = bytes.addingReportingOverflow(page)
        if overflow { return nil }
        let all = mmap(nil, asked, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let all, all != MAP_FAILED else { return nil }
        let before = -Int(bitPattern: all) & (page - 1)
        // What is asked for too much goes back: whole small pages before and behind.
        if before > 0 { munmap(all, before) }
        let start = all + before, end = (bytes + 4095) & ~4095
        if asked - before > end { munmap(start + end, asked - before - end) }
        madvise(start, bytes, Int32(MADV_HUGEPAGE))
        return start
    }
}
