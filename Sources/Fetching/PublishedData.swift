/// A data set as its makers publish it: which files, where they are, what becomes of them here.
public struct PublishedData: Sendable {
    /// What `svertka data fetch` calls it: `fashion-mnist`.
    public let name: String
    /// One line: what is in it.
    public let title: String
    /// The licence or terms, in a few words.
    public let terms: String
    /// The folder below the data folder that its files go to.
    public let folder: String
    /// The files; none for a data set that may not be passed on (`advice` says how to get it).
    public let files: [PublishedFile]
    /// How a person gets what cannot be fetched.
    public let advice: String?

    /// A data set.
    public init(
        _ name: String, _ title: String, terms: String, folder: String, files: [PublishedFile], advice: String? = nil
    ) {
        self.name = name
        self.title = title
        self.terms = terms
        self.folder = folder
        self.files = files
        self.advice = advice
    }

    /// Bytes to download, as far as they are known.
    public var size: Int { files.reduce(0) { $0 + $1.size } }

    /// The files that are there after it was fetched, below the data folder.
    public var targets: [String] { files.flatMap { $0.parts.map { "\(folder)/\($0.target)" } } }

    /// True for the name in any of its spellings: `Fashion_MNIST`, `fashion-mnist`, `fashionmnist`.
    public func answers(to word: String) -> Bool { PublishedData.plain(word) == PublishedData.plain(name) }

    private static func plain(_ word: String) -> String { word.lowercased().filter { $0 != "-" && $0 != "_" } }
}

/// A file as it is published.
public struct PublishedFile: Sendable {
    /// How it is packed.
    public enum Form: String, Sendable {
        /// Not at all: its only part is the file itself.
        case whole
        /// By gzip: its only part is what it unpacks to.
        case gzip
        /// A tape archive, packed by gzip or not: its parts are members.
        case tar
    }

    /// What comes out of a file.
    public struct Part: Sendable {
        /// The member of the archive; the file's own name where it has none.
        public let member: String
        /// The file's name here, below the data set's folder.
        public let target: String
        /// The most bytes that it may have.
        public let limit: Int
        /// What it must be, where its publisher says so.
        public let checksum: Checksum?

        /// A part.
        public init(_ member: String, target: String? = nil, limit: Int, checksum: Checksum? = nil) {
            self.member = member
            self.target = target ?? member
            self.limit = limit
            self.checksum = checksum
        }
    }

    /// Its name, as published.
    public let name: String
    /// Where it can be had: URLs, tried in order.
    public let mirrors: [String]
    /// Bytes as published, for showing and for the limit of what is taken; 0 where they are unknown.
    public let size: Int
    /// What its bytes must give.
    public let checksum: Checksum
    /// How it is packed.
    public let form: Form
    /// What comes out of it.
    public let parts: [Part]

    /// A file.
    public init(
        _ name: String, mirrors: [String], size: Int, checksum: Checksum, form: Form = .whole, parts: [Part]? = nil
    ) {
        self.name = name
        self.mirrors = mirrors
        self.size = size
        self.checksum = checksum
        self.form = form
        self.parts = parts ?? [Part(name, limit: PublishedFile.limit(of: size))]
    }

    /// More is not taken from a server, whatever it says: published sizes are for showing, so they have room.
    public var limit: Int { PublishedFile.limit(of: size) }

    private static func limit(of size: Int) -> Int { size > 0 ? size + size / 8 + (1 << 20) : 4 << 30 }
}
