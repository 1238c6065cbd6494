import CZlib

/// Files packed with gzip, through zlib.
enum Gzip {
    /// What was unpacked, and whether the packed file ended before its content did.
    struct Unpacked {
        var bytes: [UInt8]
        var isCutOff: Bool
    }

    /// True when the bytes begin as a gzip file does.
    static func isPacked(_ file: [UInt8]) -> Bool { file.count >= 2 && file[0] == 0x1F && file[1] == 0x8B }

    /// Unpacks a gzip file of one or more members, up to `limit` bytes.
    ///
    /// - Throws: `VisionError` for damaged data, naming `name`.
    static func unpack(_ file: [UInt8], name: String, limit: Int) throws(VisionError) -> Unpacked {
        var stream = z_stream()
        // 15 bits of window, 16 more to ask for gzip's own header.
        let started = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { throw VisionError("\(name): zlib cannot start") }
        defer { inflateEnd(&stream) }
        var unpacked = Unpacked(bytes: [], isCutOff: false)
        unpacked.bytes.reserveCapacity(min(expectedSize(file), limit))
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        var input = file
        var status = Z_OK
        var consumed = 0
        while true {
            let produced = input.withUnsafeMutableBufferPointer { source in
                chunk.withUnsafeMutableBufferPointer { target -> Int in
                    stream.next_in = source.baseAddress.map { $0 + consumed }
                    stream.avail_in = UInt32(min(source.count - consumed, 1 << 30))
                    let offered = Int(stream.avail_in)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    consumed += offered - Int(stream.avail_in)
                    return target.count - Int(stream.avail_out)
                }
            }
            guard unpacked.bytes.count + produced <= limit else {
                throw VisionError("\(name) unpacks to more than \(limit) bytes")
            }
            unpacked.bytes += chunk[0..<produced]
            if status == Z_STREAM_END {
                guard consumed + 2 <= file.count, Gzip.isPacked(Array(file[consumed..<consumed + 2])) else {
                    return unpacked
                }
                inflateReset(&stream)
            } else if status == Z_BUF_ERROR || (status == Z_OK && produced == 0 && consumed == file.count) {
                unpacked.isCutOff = true
                return unpacked
            } else if status != Z_OK {
                let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
                throw VisionError("\(name) is damaged: \(reason) after \(unpacked.bytes.count) bytes")
            }
        }
    }

    /// The size that the file's last four bytes claim, but no more than deflate can hold in so few bytes.
    private static func expectedSize(_ file: [UInt8]) -> Int {
        guard file.count > 18 else { return 0 }
        let claimed = file.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        return min(claimed, file.count * 1032)
    }
}
