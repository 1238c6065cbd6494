import Glibc
import Synchronization

/// Large blocks of memory that arrays gave back, kept for the next ones.
///
/// The system hands out pages filled with zeros, one fault each: for arrays beyond the caches that costs more than the
/// arithmetic on them. What expressions make and drop in turn gets the pages of its predecessors instead.
public enum SpareMemory {
    /// Bytes from which on a block is worth keeping.
    static let worthKeeping = 1 << 17
    /// Bytes that are kept at most: a sixteenth of the machine's memory, but no more than 1 GiB.
    static let limit = min(Storage.budget / 16, 1 << 30)

    private struct Block: @unchecked Sendable {
        let base: UnsafeMutableRawPointer
        let size: Int
    }

    /// The blocks, those given back last at the end. Each is memory of `malloc` that nobody uses.
    private struct Blocks: Sendable {
        var kept: [Block] = []
        var bytes = 0
    }

    private static let blocks = Mutex(Blocks())

    /// A block of at least `size` bytes and at most a quarter more, filled with anything; `nil` where none is kept.
    static func take(_ size: Int) -> (base: UnsafeMutableRawPointer, size: Int)? {
        blocks.withLock { blocks in
            guard let at = blocks.kept.lastIndex(where: { $0.size >= size && $0.size - size <= size / 4 }) else {
                return nil
            }
            let block = blocks.kept.remove(at: at)
            blocks.bytes -= block.size
            return (block.base, block.size)
        }
    }

    /// Keeps a block, or frees it where it is too large; the oldest ones make room.
    static func give(_ base: UnsafeMutableRawPointer, _ size: Int) {
        let block = Block(base: base, size: size)
        let dropped: [Block] = blocks.withLock { blocks in
            if size > limit { return [block] }
            var dropped: [Block] = []
            while blocks.bytes + size > limit || blocks.kept.count >= 64, !blocks.kept.isEmpty {
                let oldest = blocks.kept.removeFirst()
                blocks.bytes -= oldest.size
                dropped.append(oldest)
            }
            blocks.kept.append(block)
            blocks.bytes += size
            return dropped
        }
        for block in dropped { free(block.base) }
    }

    /// Bytes that are kept now.
    public static var bytes: Int { blocks.withLock { $0.bytes } }

    /// Gives blocks back to the system, the oldest first, until `bytes` are left.
    public static func release(keeping bytes: Int = 0) {
        let dropped: [Block] = blocks.withLock { blocks in
            var dropped: [Block] = []
            while blocks.bytes > bytes, !blocks.kept.isEmpty {
                let oldest = blocks.kept.removeFirst()
                blocks.bytes -= oldest.size
                dropped.append(oldest)
            }
            return dropped
        }
        for block in dropped { free(block.base) }
    }
}
