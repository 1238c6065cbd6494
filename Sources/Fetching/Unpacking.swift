import CZlib
import Glibc

/// Reads a file that gzip packed, or that is not packed at all, piece by piece.
final class PackedFile {
    private let path: String
    private let file: gzFile

    init(_ path: String) throws(FetchError) {
        self.path = path
        guard let file = gzopen(path, "rb") else { throw .system(path) }
        gzbuffer(file, 1 << 18)
        self.file = file
    }

    deinit { gzclose(file) }

    /// The next bytes, at most as many as there is room for; 0 at the end.
    /// - Throws: `FetchError` where the file is damaged or cut off.
    func read(into room: UnsafeMutableRawBufferPointer) throws(FetchError) -> Int {
        let count = gzread(file, room.baseAddress, UInt32(min(room.count, 1 << 30)))
        var status: Int32 = 0
        let words = gzerror(file, &status).map { String(cString: $0) } ?? ""
        // A stream that is cut off is no error of `gzread`, only of what it says afterwards.
        guard count >= 0, status == Z_OK || status == Z_STREAM_END else {
            throw FetchError("\(path) is damaged or cut off: \(words.isEmpty ? "error \(status)" : words)")
        }
        return Int(count)
    }
}

/// Takes the parts out of a published file.
struct Unpacking {
    let file: PublishedFile
    /// Where the packed file is.
    let path: String
    /// The folder for the parts; it must be there.
    let folder: String

    private static let piece = 1 << 18

    /// Makes all parts as drafts, then gives them their names.
    func run() throws(FetchError) {
        var drafts: [(draft: Draft, target: String)] = []
        do throws(FetchError) {
            switch file.form {
            case .whole: preconditionFailure("\(file.name) is not packed")
            case .gzip: drafts = [try content(of: try PackedFile(path), part: file.parts[0])]
            case .tar: drafts = try members()
            }
            for (draft, target) in drafts { try draft.finish(as: target) }
        } catch {
            for (draft, _) in drafts { draft.remove() }
            throw error
        }
    }

    private func begin(_ part: PublishedFile.Part) throws(FetchError) -> (draft: Draft, target: String) {
        var (name, place) = (part.target[...], folder)
        if let slash = name.lastIndex(of: "/") {
            place += "/" + name[..<slash]
            name = name[name.index(after: slash)...]
            try Folder.make(place)
        }
        let draft = try Draft(of: String(name), in: place)
        try draft.clear()
        return (draft, "\(place)/\(name)")
    }

    private func check(_ draft: Draft, _ part: PublishedFile.Part) throws(FetchError) {
        guard let wanted = part.checksum else { return }
        let found = try wanted.ofFile(draft.path)
        if found != wanted {
            throw FetchError("\(part.member) of \(file.name) has the \(found.label), not the \(wanted.label)")
        }
    }

    private func content(of packed: PackedFile, part: PublishedFile.Part) throws(FetchError) -> (
        draft: Draft, target: String
    ) {
        let made = try begin(part)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Unpacking.piece, alignment: 16)
        defer { room.deallocate() }
        do throws(FetchError) {
            while true {
                let count = try packed.read(into: room)
                if count == 0 { break }
                guard made.draft.size + count <= part.limit else {
                    throw FetchError("\(file.name) unpacks to more than \(part.limit) bytes")
                }
                try made.draft.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
            try check(made.draft, part)
        } catch {
            made.draft.remove()
            throw error
        }
        return made
    }

    /// Walks through a tape archive: blocks of 512 bytes, a header before each member's content. Only the members that the
    /// row names are taken, under the names that the row gives, so that no archive can write elsewhere.
    private func members() throws(FetchError) -> [(draft: Draft, target: String)] {
        let packed = try PackedFile(path)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Unpacking.piece, alignment: 16)
        defer { room.deallocate() }
        var made: [String: (draft: Draft, target: String)] = [:]
        do throws(FetchError) {
            while let header = try TapeHeader(packed, name: file.name) {
                let part = header.isFile ? file.parts.first { $0.member == header.name } : nil
                if let part, header.size > part.limit {
                    throw FetchError("\(part.member) of \(file.name) has \(header.size) bytes, more than \(part.limit)")
                }
                let target = try part.map { (part) throws(FetchError) in try begin(part) }
                if let part, let target { made[part.member] = target }
                var left = header.size
                while left > 0 {
                    let piece = min(left, room.count)
                    try packed.readAll(into: UnsafeMutableRawBufferPointer(rebasing: room[..<piece]), name: file.name)
                    if let target { try target.draft.append(UnsafeRawBufferPointer(rebasing: room[..<piece])) }
                    left -= piece
                }
                let padding = (512 - header.size % 512) % 512
                try packed.readAll(into: UnsafeMutableRawBufferPointer(rebasing: room[..<padding]), name: file.name)
                if let part, let target { try check(target.draft, part) }
            }
            let absent = file.parts.map(\.member).filter { made[$0] == nil }
            if !absent.isEmpty { throw FetchError("\(file.name) has no \(absent.joined(separator: ", "))") }
        } catch {
            for (draft, _) in made.values { draft.remove() }
            throw error
        }
        return file.parts.compactMap { made[$0.member] }
    }
}

/// The header of a member of a tape archive (POSIX ustar; GNU's and Python's archives of plain names are the same).
struct TapeHeader {
    /// The member's path.
    let name: String
    /// Bytes of its content.
    let size: Int
    /// True for a regular file; folders, links and devices are passed over.
    let isFile: Bool

    /// Reads the next one; `nil` at the archive's end.
    init?(_ packed: PackedFile, name archive: String) throws(FetchError) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 16)
        defer { block.deallocate() }
        let count = try packed.read(into: block)
        if count == 0 { return nil }
        try packed.readAll(into: UnsafeMutableRawBufferPointer(rebasing: block[count...]), name: archive)
        let bytes = Array(block)
        if bytes.allSatisfy({ $0 == 0 }) { return nil }
        let damaged = FetchError("\(archive) is no tape archive, or damaged")
        // The sum of all bytes, with the sum's own field taken for spaces.
        let sum = bytes.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
        guard TapeHeader.number(bytes[148..<156]) == sum, let size = TapeHeader.number(bytes[124..<136]) else {
            throw damaged
        }
        let (prefix, name) = (TapeHeader.text(bytes[345..<500]), TapeHeader.text(bytes[0..<100]))
        self.name = prefix.isEmpty || bytes[257..<262] != [0x75, 0x73, 0x74, 0x61, 0x72] ? name : "\(prefix)/\(name)"
        self.size = size
        isFile = bytes[156] == 0x30 || bytes[156] == 0
    }

    /// Octal digits; at most 8 GiB.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { (0x30..<0x38).contains($0) }
        guard !digits.isEmpty, digits.count <= 11 else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension PackedFile {
    /// Fills the room.
    /// - Throws: `FetchError` where the file ends before.
    func readAll(into room: UnsafeMutableRawBufferPointer, name: String) throws(FetchError) {
        var at = 0
        while at < room.count {
            let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: room[at...]))
            guard count > 0 else { throw FetchError("\(name) is cut off") }
            at += count
        }
    }
}
