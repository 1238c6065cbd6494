import ArgumentParser
import Glibc
import Session
import Vision

/// `svertka data`: which data sets are there, and where they are looked for.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List data sets and the folders where they are looked for.",
        subcommands: [List.self, Path.self], defaultSubcommand: List.self)

    /// A data set that programs load, and the files that it consists of.
    struct DataSet: Sendable {
        let name: String
        let folders: [String]
        /// Each with the spellings it goes by.
        let files: [[String]]

        static let table = [
            DataSet(name: "mnist", folders: ["mnist", "MNIST"], files: imageFiles),
            DataSet(name: "fashion-mnist", folders: ["fashion-mnist", "fashion_mnist"], files: imageFiles),
            DataSet(
                name: "cifar-10", folders: ["cifar-10", "cifar-10-batches-bin"],
                files: [["data_batch_1.bin"], ["test_batch.bin"]]),
        ]

        private static let imageFiles = ["train", "t10k"].flatMap { part in
            [
                ["\(part)-images-idx3-ubyte", "\(part)-images.idx3-ubyte"],
                ["\(part)-labels-idx1-ubyte", "\(part)-labels.idx1-ubyte"],
            ]
        }

        /// Where its files are; `nil` for those that are missing.
        func paths(in folders: DataFolders) -> [String?] { files.map { folders.find($0, in: self.folders) } }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say for each data set where it is.")

        func run() {
            let folders = DataFolders()
            for set in DataSet.table {
                let paths = set.paths(in: folders)
                let missing = zip(set.files, paths).filter { $0.1 == nil }.compactMap(\.0.first)
                let name = set.name + String(repeating: " ", count: max(1, 16 - set.name.count))
                if let first = paths.first, let path = first, missing.isEmpty {
                    print(name + path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
                } else {
                    print(name + "missing: " + missing.joined(separator: ", "))
                }
            }
            print("digits          generated; needs no file")
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the folders that are searched, in order.")

        func run() { for root in DataFolders().roots { print(root) } }
    }
}
