import CZlib

/// A zip file in memory, as far as NumPy's .npz and Keras's .keras need it: members stored or deflated, with checksums;
/// zip64 is read.
///
/// Sizes in the file are compared with what is there before memory is asked for.
public struct ZipArchive {
    /// A member of an archive that is read.
    public struct Member {
        public let name: String
        fileprivate let method: Int
        fileprivate let checksum: UInt32
        fileprivate let packed: Int
        fileprivate let size: Int
        fileprivate let offset: Int
    }

    private let bytes: [UInt8]
    public let members: [Member]

    /// The largest member that is unpacked.
    static let sizeLimit = 1 << 32

    /// True for what begins as zip files do.
    public static func isArchive(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
    }

    /// Reads the directory at the end of a zip file.
    /// - Throws: `value` for what is none.
    public init(_ bytes: [UInt8]) throws(ArchiveError) {
        self.bytes = bytes
        let broken = ArchiveError(.value, "File is not a zip file", hint: "the archive is cut off or damaged")
        func number(_ at: Int, _ count: Int) throws(ArchiveError) -> Int {
            guard at >= 0, count <= bytes.count, at <= bytes.count - count else { throw broken }
            var sum: UInt64 = 0
            for i in 0..<count { sum |= UInt64(bytes[at + i]) << UInt64(8 * i) }
            guard let value = Int(exactly: sum) else { throw broken }
            return value
        }
        // The end's record: 22 bytes, and a comment of at most 65535 after it.
        var end = bytes.count - 22
        let stop = max(0, end - 65535)
        while end >= stop, !bytes[end...].starts(with: [0x50, 0x4B, 5, 6]) { end -= 1 }
        guard end >= stop, end >= 0 else { throw broken }
        var (count, start) = (try number(end + 10, 2), try number(end + 16, 4))
        if count == 0xFFFF || start == 0xFFFF_FFFF, end >= 20, bytes[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7]) {
            let record = try number(end - 12, 8)
            guard record <= bytes.count, bytes[record...].starts(with: [0x50, 0x4B, 6, 6]) else { throw broken }
            (count, start) = (try number(record + 32, 8), try number(record + 48, 8))
        }
        // A member's entry has 46 bytes at least.
        guard count <= bytes.count / 46 else { throw broken }
        var members: [Member] = []
        var at = start
        for _ in 0..<count {
            guard at <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 1, 2]) else { throw broken }
            let (nameLength, extraLength) = (try number(at + 28, 2), try number(at + 30, 2))
            let commentLength = try number(at + 32, 2)
            guard at + 46 + nameLength + extraLength + commentLength <= bytes.count else { throw broken }
            var (packed, size) = (try number(at + 20, 4), try number(at + 24, 4))
            var offset = try number(at + 42, 4)
            // Zip64: what did not fit 32 bits stands in an extra field, in this order.
            var extra = at + 46 + nameLength
            let extraEnd = extra + extraLength
            while extra + 4 <= extraEnd {
                let (kind, length) = (try number(extra, 2), try number(extra + 2, 2))
                if kind == 1 {
                    var field = extra + 4
                    let last = min(extra + 4 + length, extraEnd)
                    func wide() throws(ArchiveError) -> Int {
                        guard field + 8 <= last else { throw broken }
                        field += 8
                        return try number(field - 8, 8)
                    }
                    if size == 0xFFFF_FFFF { size = try wide() }
                    if packed == 0xFFFF_FFFF { packed = try wide() }
                    if offset == 0xFFFF_FFFF { offset = try wide() }
                }
                extra += 4 + length
            }
            members.append(
                Member(
                    name: String(decoding: bytes[at + 46..<at + 46 + nameLength], as: UTF8.self),
                    method: try number(at + 10, 2), checksum: UInt32(truncatingIfNeeded: try number(at + 16, 4)),
                    packed: packed, size: size, offset: offset))
            at += 46 + nameLength + extraLength + commentLength
        }
        self.members = members
    }

    /// The bytes of a member.
    /// - Throws: `value` for damaged ones, `memory` for those that are too large.
    public func content(of member: Member) throws(ArchiveError) -> [UInt8] {
        let broken = ArchiveError(
            .value,
            "Bad file '\(member.name)' in the archive", hint: "the archive is cut off or damaged")
        let at = member.offset
        guard at <= bytes.count - 30, at >= 0, bytes[at...].starts(with: [0x50, 0x4B, 3, 4]) else { throw broken }
        let start =
            at + 30 + Int(bytes[at + 26]) + Int(bytes[at + 27]) << 8 + Int(bytes[at + 28]) + Int(bytes[at + 29]) << 8
        guard start <= bytes.count, member.packed <= bytes.count - start else { throw broken }
        if member.size > ZipArchive.sizeLimit { throw ArchiveError(.memory, "'\(member.name)' is too large") }
        let packed = bytes[start..<start + member.packed]
        let content: [UInt8]
        switch member.method {
        case 0:
            guard member.size == member.packed else { throw broken }
            content = Array(packed)
        case 8:
            // Deflate packs at most about 1032 times.
            guard member.size / 1100 <= member.packed, let unpacked = inflate(packed, size: member.size) else {
                throw broken
            }
            content = unpacked
        default:
            throw ArchiveError(
                .unsupported, "That compression method is not supported",
                hint: "np.savez_compressed writes deflated members, which are read")
        }
        guard ZipArchive.checksum(content) == member.checksum else {
            throw ArchiveError(.value, "Bad CRC-32 for file '\(member.name)'")
        }
        return content
    }

    /// Unpacks deflated bytes into exactly so many; `nil` where they do not give them.
    private func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        guard packed.count < Int(UInt32.max), size < Int(UInt32.max) else { return nil }
        var output = [UInt8](repeating: 0, count: size)
        let status = packed.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                var empty: UInt8 = 0
                return withUnsafeMutablePointer(to: &empty) { spare in
                    stream.next_in = UnsafeMutablePointer(
                        mutating: source.bindMemory(to: UInt8.self).baseAddress ?? UnsafePointer(spare))
                    stream.avail_in = UInt32(source.count)
                    stream.next_out = target.bindMemory(to: UInt8.self).baseAddress ?? spare
                    stream.avail_out = UInt32(target.count)
                    return CZlib.inflate(&stream, Z_FINISH)
                }
            }
        }
        return status == Z_STREAM_END && stream.avail_out == 0 ? output : nil
    }

    // MARK: Writing

    /// The bytes of an archive of members.
    public static func write(_ members: [(name: String, content: [UInt8])], compressed: Bool) throws(ArchiveError)
        -> [UInt8]
    {
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        for (name, content) in members {
            let packed = compressed ? try deflate(content) : content
            guard file.count < 0xFFFF_FFFF - packed.count - 1000, content.count < 0xFFFF_FFFF else {
                throw ArchiveError(.memory, "the archive would be larger than 4 GiB")
            }
            let path = Array(name.utf8)
            guard path.count < 0xFFFF else { throw ArchiveError(.value, "the name of a member is too long") }
            // Version 2.0, names in UTF-8, the first day that zip files know.
            let common =
                little(20, 2) + little(0x800, 2) + little(compressed ? 8 : 0, 2) + little(0, 2) + little(0x21, 2)
                + little(Int(checksum(content)), 4) + little(packed.count, 4) + little(content.count, 4)
                + little(path.count, 2) + little(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20 | 3 << 8, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
                + little(0o600 << 16, 4) + little(file.count, 4) + path
            file += [0x50, 0x4B, 3, 4] + common + path + packed
        }
        let start = file.count
        file += directory
        file +=
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(members.count, 2) + little(members.count, 2)
            + little(directory.count, 4) + little(start, 4) + little(0, 2)
        return file
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return UInt32(truncatingIfNeeded: crc32_z(0, base, buffer.count))
        }
    }

    private static func deflate(_ bytes: [UInt8]) throws(ArchiveError) -> [UInt8] {
        let failed = ArchiveError(.memory, "no memory to compress the array")
        guard bytes.count < Int(UInt32.max) else { throw failed }
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw failed }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let status = bytes.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                return CZlib.deflate(&stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END else { throw failed }
        return Array(output.prefix(Int(stream.total_out)))
    }
}
