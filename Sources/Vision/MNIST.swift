/// Data sets in MNIST's four IDX files: 60,000 and 10,000 gray images of 28 x 28 in ten classes.
public enum MNIST: String, Sendable, CaseIterable {
    /// Handwritten digits (LeCun, Cortes, Burges).
    case digits = "MNIST"
    /// Clothes (Xiao, Rasul, Vollgraf 2017).
    case fashion = "Fashion-MNIST"

    /// The names of the folder that holds the files.
    var folders: [String] {
        switch self {
        case .digits: ["mnist", "MNIST"]
        case .fashion: ["fashion-mnist", "fashion_mnist"]
        }
    }

    /// Reads the four files.
    ///
    /// - Throws: `VisionError`: a file is missing (with the places that were searched), cut off or damaged.
    public func load(from folders: DataFolders = DataFolders()) throws(VisionError) -> DataSet {
        DataSet(train: try part("train", folders), test: try part("t10k", folders))
    }

    private func part(_ part: String, _ folders: DataFolders) throws(VisionError) -> LabelledImages {
        let images = try file("\(part)-images", dimensions: 3, folders)
        let labels = try file("\(part)-labels", dimensions: 1, folders)
        let set = try LabelledImages(
            height: images.shape[1], width: images.shape[2], pixels: images.bytes, labels: labels.bytes,
            name: "\(rawValue), \(part)")
        return set
    }

    /// True where all four files are found, in any of the places that `load` searches.
    public func isAvailable(in folders: DataFolders = DataFolders()) -> Bool {
        ["train", "t10k"].allSatisfy { part in
            path("\(part)-images", dimensions: 3, folders) != nil
                && path("\(part)-labels", dimensions: 1, folders) != nil
        }
    }

    private func path(_ stem: String, dimensions: Int, _ folders: DataFolders) -> String? {
        folders.find(["\(stem)-idx\(dimensions)-ubyte", "\(stem).idx\(dimensions)-ubyte"], in: self.folders)
    }

    private func file(_ stem: String, dimensions: Int, _ folders: DataFolders) throws(VisionError) -> IDX {
        guard let path = path(stem, dimensions: dimensions, folders) else {
            throw folders.missing("\(stem)-idx\(dimensions)-ubyte", of: rawValue, folder: self.folders[0])
        }
        let file = try IDX(path: path)
        guard file.shape.count == dimensions else {
            throw VisionError("\(path) has \(file.shape.count) dimensions where \(rawValue) has \(dimensions)")
        }
        return file
    }
}
