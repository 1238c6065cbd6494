import Glibc
import Synchronization

/// The memory of a drawing's pixels, in large pages where the system has them: fresh small pages cost as much time as
/// drawing a chart does.
///
/// The last drawing's memory is kept for the next one, since the system would fill even large pages with zeros first.
final class SurfaceMemory {
    let data: UnsafeMutablePointer<UInt8>
    /// Bytes from a row to the next.
    let stride: Int
    private let block: Block

    private struct Block: @unchecked Sendable {
        let base: UnsafeMutableRawPointer
        let size: Int
    }

    /// What nobody uses: memory of one drawing at most.
    private static let spare = Mutex<Block?>(nil)
    /// Larger ones are not kept: bytes of a high-density picture that fills a large screen.
    private static let worthKeeping = 1 << 20...1 << 25

    /// Room for 32-bit pixels, which hold anything.
    init(width: Int, height: Int) throws(DrawingError) {
        stride = width * 4
        let bytes = max((stride * height + 63) / 64 * 64, 64)
        let kept = SurfaceMemory.spare.withLock { spare -> Block? in
            guard let block = spare, block.size >= bytes, block.size / 2 <= bytes else { return nil }
            spare = nil
            return block
        }
        guard let block = kept ?? SurfaceMemory.fresh(bytes) else {
            throw DrawingError("there is no memory for a picture of \(width) x \(height) pixels")
        }
        self.block = block
        data = block.base.assumingMemoryBound(to: UInt8.self)
    }

    private static func fresh(_ bytes: Int) -> Block? {
        let page = 1 << 21
        var room: UnsafeMutableRawPointer?
        guard posix_memalign(&room, bytes < page ? 64 : page, bytes) == 0, let room else { return nil }
        if bytes >= page { madvise(room, bytes, MADV_HUGEPAGE) }
        return Block(base: room, size: bytes)
    }

    deinit {
        let block = block
        guard SurfaceMemory.worthKeeping.contains(block.size) else { return free(block.base) }
        let older = SurfaceMemory.spare.withLock { spare -> Block? in
            defer { spare = block }
            return spare
        }
        if let older { free(older.base) }
    }
}
