import ArgumentParser
import Fetching
import Glibc
import Session
import Vision

/// `svertka data fetch`: gets data sets to where `keras.datasets` finds them.
struct DataFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Get data sets: download, check and unpack them.",
        discussion: """
            What was begun goes on where it stopped; what is there already is left as it is. Ends with 0, or: 1 a data set \
            could not be had, 64 wrong arguments.
            """)

    @Argument(help: "Data sets, as svertka data list names them.")
    var names: [String] = []

    @Flag(help: "Those that can be downloaded, all of them.")
    var all = false

    @Option(
        help: ArgumentHelp(
            "Read the published files from a folder or stick; nothing is downloaded.", valueName: "folder"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            "The data folder; by default SVERTKA_DATA, or ~/.svertka/datasets.", valueName: "folder"))
    var to: String?

    @Flag(help: "Keep files as published, for a stick that others read with --from.")
    var archives = false

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("An address that is asked first: URL/NAME/FILE; may be given again.", valueName: "url"))
    var mirror: [String] = []

    @Option(help: ArgumentHelp("A JSON file with data sets of a course.", valueName: "file"))
    var catalogue: String?

    @Option(help: ArgumentHelp("Seconds without a byte after which a server is given up.", valueName: "s"))
    var patience: Int = 30

    func validate() throws {
        if names.isEmpty, !all { throw ValidationError("name data sets, or give --all; svertka data list names them") }
        if !(1...86400).contains(patience) { throw ValidationError("--patience must be from 1 to 86400 seconds") }
        if from != nil, !mirror.isEmpty { throw ValidationError("--from downloads nothing, --mirror does: give one") }
        for url in mirror where !url.hasPrefix("http://") && !url.hasPrefix("https://") {
            throw ValidationError("--mirror must begin with https:// or http://, not '\(url)'")
        }
    }

    func run() throws {
        let known = DataCommand.catalogued(catalogue) + PublishedData.table
        var wanted = all ? known.filter { !$0.files.isEmpty } : []
        for name in names {
            guard let data = known.first(where: { $0.answers(to: name) }) else {
                let list = known.map(\.name).joined(separator: ", ")
                fail("svertka data: there is no data set '\(name)'; there are \(list)", status: 64)
            }
            if !wanted.contains(where: { $0.name == data.name }) { wanted.append(data) }
        }
        guard let root = to ?? Environment["SVERTKA_DATA"] ?? Environment["HOME"].map({ "\($0)/.svertka/datasets" })
        else {
            fail("svertka data: HOME and SVERTKA_DATA are not set; give --to FOLDER", status: 64)
        }
        var isComplete = true
        for data in wanted { isComplete = get(data, root) && isComplete }
        if !isComplete { throw ExitCode(1) }
    }

    /// Gets one and says so; false where it cannot be had.
    private func get(_ data: PublishedData, _ root: String) -> Bool {
        let set = DataCommand.DataSet.table.first { $0.name == data.name }
        if to == nil, !archives, let path = set?.place(in: DataFolders()).path {
            print("\(data.name): there already, in \(path)")
            return true
        }
        if let advice = data.advice {
            Terminal.write(advice.replacing("ROOT", with: root) + "\n", to: STDERR_FILENO)
            return false
        }
        let progress = FetchProgress(data.name)
        let source: Fetch.Source = from.map { .folder(plain($0)) } ?? .network(first: mirror.map(plain))
        let fetch = Fetch(into: plain(root), from: source, keepsArchives: archives, patience: patience) {
            progress.take($0)
        }
        do throws(FetchError) {
            let isNew = try fetch.run(data)
            progress.clear()
            let path = "\(plain(root))/\(archives ? data.name : data.folder)"
            print("\(data.name): \(isNew ? "" : "there already, ")in \(path)")
            if !archives, !DataFolders().roots.map(plain).contains(plain(root)) {
                print("  programs find it there after: export SVERTKA_DATA=\(plain(root))")
            }
            return true
        } catch {
            progress.clear()
            Terminal.write("svertka data: \(error)\n", to: STDERR_FILENO)
            return false
        }
    }

    /// A path or address without a slash at its end.
    private func plain(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
