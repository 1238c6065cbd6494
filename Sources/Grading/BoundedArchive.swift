import Archives

/// Why an archive is not unpacked.
struct ArchiveFault: Error {
    let text: String
}

/// A zip file of a stranger: what its files take is added up before the first is unpacked.
struct BoundedArchive {
    private let archive: ZipArchive
    private let sizes: [Int]
    private static let byteLimit = 200_000_000
    private static let countLimit = 20_000

    init(_ bytes: [UInt8]) throws(ArchiveFault) {
        do throws(ArchiveError) { archive = try ZipArchive(bytes) } catch { throw ArchiveFault(text: error.message) }
        guard archive.members.count <= BoundedArchive.countLimit else {
            throw ArchiveFault(text: "the archive has more than \(BoundedArchive.countLimit) files")
        }
        sizes = try BoundedArchive.sizes(bytes, archive.members)
    }

    /// All files, unpacked.
    func files() throws(ArchiveFault) -> [SentFiles.File] {
        var left = BoundedArchive.byteLimit
        for size in sizes {
            if size > left {
                throw ArchiveFault(text: "the archive unpacks to more than \(BoundedArchive.byteLimit / 1_000_000) MB")
            }
            left -= size
        }
        var files: [SentFiles.File] = []
        for member in archive.members where !member.name.hasSuffix("/") {
            do throws(ArchiveError) {
                files.append(.init(path: member.name, content: try archive.content(of: member)))
            } catch { throw ArchiveFault(text: error.message) }
        }
        return files
    }

    /// The unpacked sizes, from the entries of the directory that the members were read from.
    private static func sizes(_ bytes: [UInt8], _ members: [ZipArchive.Member]) throws(ArchiveFault) -> [Int] {
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        let broken = ArchiveFault(text: "the archive is damaged, or larger than 4 GB")
        var end = bytes.count - 22
        while end >= 0, !bytes[end...].starts(with: [0x50, 0x4B, 5, 6]) { end -= 1 }
        guard end >= 0, number(end + 10, 2) == members.count, members.count < 0xFFFF else { throw broken }
        var at = number(end + 16, 4)
        var sizes: [Int] = []
        for member in members {
            guard at >= 0, at <= bytes.count - 46, bytes[at...].starts(with: [0x50, 0x4B, 1, 2]) else { throw broken }
            let next = at + 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2)
            let name = at + 46..<at + 46 + number(at + 28, 2)
            let size = number(at + 24, 4)
            guard next <= bytes.count, size < 0xFFFF_FFFF,
                String(decoding: bytes[name], as: UTF8.self) == member.name
            else { throw broken }
            sizes.append(size)
            at = next
        }
        return sizes
    }
}
