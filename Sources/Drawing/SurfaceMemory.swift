import Glibc

/// The memory of a drawing's pixels, in large pages where the system has them: fresh small pages cost as much time as
/// drawing a chart does.
final class SurfaceMemory {
    let data: UnsafeMutablePointer<UInt8>
    /// Bytes from a row to the next.
    let stride: Int

    /// Room for 32-bit pixels, which hold anything.
    init(width: Int, height: Int) throws(DrawingError) {
        stride = width * 4
        let page = 1 << 21
        let bytes = stride * height
        var room: UnsafeMutableRawPointer?
        guard posix_memalign(&room, bytes < page ? 64 : page, max((bytes + 63) / 64 * 64, 64)) == 0, let room else {
            throw DrawingError("there is no memory for a picture of \(width) x \(height) pixels")
        }
        if bytes >= page { madvise(room, bytes, MADV_HUGEPAGE) }
        data = room.assumingMemoryBound(to: UInt8.self)
    }

    deinit { free(data) }
}
