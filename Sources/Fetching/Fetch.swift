import Glibc

/// Gets published data sets into a data folder: from their mirrors, or from a folder or stick.
public struct Fetch {
    /// Where files come from.
    public enum Source: Sendable {
        /// The network: these addresses first (`ADDRESS/data set/file`), then the published ones.
        case network(first: [String])
        /// A folder: its files, or those in its subfolder that is called like the data set. Nothing is downloaded.
        case folder(String)
    }

    /// What is told to whoever watches.
    public enum Event: Sendable {
        /// Another process fetches the same data set.
        case waiting
        /// A file is asked for at an address, or copied from a path.
        case from(file: String, place: String)
        /// Bytes that a file has here, of how many.
        case progress(file: String, done: Int, total: Int?)
        /// What went wrong, though more will be tried.
        case setback(String)
        /// A file is whole and right.
        case done(file: String, bytes: Int)
    }

    /// The data folder.
    public let root: String
    /// Where files come from.
    public let source: Source
    /// True: files are kept as they are published, below `root/data set/`, for a stick.
    public let keepsArchives: Bool
    /// Seconds without a byte after which a connection is given up.
    public let patience: Int
    private let report: (Event) -> Void

    /// Stores what is given.
    public init(
        into root: String, from source: Source, keepsArchives: Bool = false, patience: Int = 30,
        report: @escaping (Event) -> Void
    ) {
        self.root = root
        self.source = source
        self.keepsArchives = keepsArchives
        self.patience = patience
        self.report = report
    }

    /// Gets a data set; what is there already is left as it is, what was begun goes on.
    ///
    /// - Returns: false where everything was there already.
    /// - Throws: `FetchError` that tells what was tried, and how each attempt ended.
    public func run(_ data: PublishedData) throws(FetchError) -> Bool {
        let folder = "\(root)/\(keepsArchives ? data.name : data.folder)"
        try Folder.make(folder)
        // Archives of a stick and unpacked data may lie in one folder, so their lock is one.
        let lock = try FolderLock("\(root)/.\(data.name).lock") { report(.waiting) }
        defer { withExtendedLifetime(lock) {} }
        var isNew = false
        for file in data.files where !isThere(file, in: folder) {
            isNew = true
            try get(file, of: data, in: folder)
        }
        return isNew
    }

    private func isThere(_ file: PublishedFile, in folder: String) -> Bool {
        let targets = keepsArchives ? [file.name] : file.parts.map(\.target)
        return targets.allSatisfy { (Folder.size(ofFile: "\(folder)/\($0)") ?? 0) > 0 }
    }

    private func get(_ file: PublishedFile, of data: PublishedData, in folder: String) throws(FetchError) {
        let draft = try Draft(of: file.name, in: folder)
        let isWhole = draft.size > 0 ? try file.checksum.ofFile(draft.path) == file.checksum : false
        if !isWhole {
            switch source {
            case .network(let first):
                if let room = Folder.room(in: folder), room < file.size - draft.size {
                    throw FetchError(
                        "\(file.name) needs \(file.size - draft.size) bytes, but there are only \(room) left in \(folder)",
                        hint: "make room, or name another folder with --to")
                }
                let urls = first.map { "\($0)/\(data.name)/\(file.name)" } + file.mirrors
                try download(file, of: data, from: urls, into: draft)
            case .folder(let path): if try copy(file, of: data, from: path, into: draft, folder) { return }
            }
        }
        let size = draft.size
        if keepsArchives || file.form == .whole {
            try draft.finish(as: "\(folder)/\(keepsArchives ? file.name : file.parts[0].target)")
        } else {
            try Unpacking(file: file, path: draft.path, folder: folder).run()
            draft.remove()
        }
        report(.done(file: file.name, bytes: size))
    }

    // MARK: The network

    /// Fruitless attempts at one address before the next is asked.
    private static let attempts = 3

    private func download(
        _ file: PublishedFile, of data: PublishedData, from urls: [String], into draft: Draft
    ) throws(FetchError) {
        let library = try TransferLibrary()
        var setbacks: [String] = []
        for url in urls {
            report(.from(file: file.name, place: url))
            do throws(Setback) {
                try ask(url, for: file, into: draft, library)
                return
            } catch {
                if let fault = error.fault { throw fault }
                setbacks.append("\(url): \(error.reason)")
                report(.setback(setbacks.last ?? ""))
            }
        }
        if draft.size == 0 { draft.remove() }
        let kept =
            draft.size > 0 ? "; the \(draft.size) bytes that came are kept, the next try goes on behind them" : ""
        throw FetchError(
            "cannot fetch \(file.name) of \(data.name)\(kept)" + setbacks.map { "\n  \($0)" }.joined(),
            hint: "without a network: fetch on another computer with --archives --to STICK, here with --from STICK")
    }

    /// Why an address did not give the file; `fault` where no address can help.
    private struct Setback: Error {
        let reason: String
        var fault: FetchError?
    }

    /// Asks one address until the file is whole and right, or there is no more use in it.
    private func ask(
        _ url: String, for file: PublishedFile, into draft: Draft, _ library: TransferLibrary
    ) throws(Setback) {
        var (fruitless, isRestarted) = (0, false)
        while true {
            let before = draft.size
            let transfer = Transfer(url, into: draft, limit: file.limit, patience: patience) { done, total in
                report(.progress(file: file.name, done: done, total: total ?? (file.size > 0 ? file.size : nil)))
            }
            var reason: String
            do throws(Transfer.Ending) {
                try transfer.run(library)
                let found = try fallible { () throws(FetchError) in try file.checksum.ofFile(draft.path) }
                if found == file.checksum { return }
                reason =
                    "is not the published file: \(draft.size) bytes with the \(found.label), not the \(file.checksum.label)"
                try fallible { () throws(FetchError) in try draft.clear() }
                // The beginning may be from another attempt, or another address.
                if isRestarted || transfer.isFromBeginning { throw .refused(reason) }
                isRestarted = true
            } catch {
                switch error {
                case .failed(let fault): throw Setback(reason: fault.message, fault: fault)
                case .refused(let words): throw Setback(reason: words)
                case .brokeOff(let words), .busy(let words): reason = words
                }
            }
            fruitless = draft.size > before ? 0 : fruitless + 1
            if fruitless == Fetch.attempts { throw Setback(reason: reason) }
            report(.setback("\(url): \(reason); trying again"))
            // A server that is busy or went away is given a moment: 0, 1, 2 seconds.
            if fruitless > 1 { sleep(UInt32(fruitless - 1)) }
        }
    }

    private func fallible<T>(_ body: () throws(FetchError) -> T) throws(Transfer.Ending) -> T {
        do throws(FetchError) { return try body() } catch { throw .failed(error) }
    }

    // MARK: A folder or stick

    /// Copies a file from a folder, checked like a downloaded one; what is there unpacked is taken too, where its checksum
    /// is known. Returns true where the parts are in their places already.
    private func copy(
        _ file: PublishedFile, of data: PublishedData, from source: String, into draft: Draft, _ folder: String
    ) throws(FetchError) -> Bool {
        let places = ["\(source)/\(data.name)", "\(source)/\(data.folder)", source]
        var setbacks: [String] = []
        for place in places {
            let path = "\(place)/\(file.name)"
            if let size = Folder.size(ofFile: path) {
                report(.from(file: file.name, place: path))
                try copyBytes(path, size: size, limit: file.limit, of: file.name, into: draft)
                let found = try file.checksum.ofFile(draft.path)
                // A packed file of other bytes may have the same content: unpacking checks that.
                let isRepacked = file.form == .gzip && file.parts[0].checksum != nil && !keepsArchives
                if found == file.checksum || isRepacked { return false }
                setbacks.append("\(path) is not the published file: its \(found.label), not the \(file.checksum.label)")
            }
            guard file.form == .gzip, !keepsArchives, let part = file.parts.first, let wanted = part.checksum else {
                continue
            }
            let plain = "\(place)/\(part.target)"
            if let size = Folder.size(ofFile: plain) {
                report(.from(file: part.target, place: plain))
                try copyBytes(plain, size: size, limit: part.limit, of: part.target, into: draft)
                let found = try wanted.ofFile(draft.path)
                if found == wanted {
                    try draft.finish(as: "\(folder)/\(part.target)")
                    report(.done(file: part.target, bytes: size))
                    return true
                }
                setbacks.append("\(plain) is not the published file: its \(found.label), not the \(wanted.label)")
            }
        }
        draft.remove()
        throw FetchError(
            setbacks.isEmpty
                ? "\(file.name) of \(data.name) is not in \(source), nor in its folders \(data.name) and \(data.folder)"
                : setbacks.joined(separator: "\n"),
            hint: setbacks.isEmpty
                ? "--from wants the files as published; for unpacked ones set SVERTKA_DATA to their folder" : nil)
    }

    private func copyBytes(_ path: String, size: Int, limit: Int, of name: String, into draft: Draft) throws(FetchError)
    {
        guard size <= limit else {
            throw FetchError("\(path) has \(size) bytes, more than the \(limit) that it can have")
        }
        try draft.clear()
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system(path) }
        defer { close(file) }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { room.deallocate() }
        while draft.size <= limit {
            let count = read(file, room.baseAddress, room.count)
            if count == 0 { break }
            if count < 0, errno != EINTR { throw .system(path) }
            try draft.append(UnsafeRawBufferPointer(rebasing: room[..<max(count, 0)]))
            report(.progress(file: name, done: draft.size, total: size))
        }
    }
}
