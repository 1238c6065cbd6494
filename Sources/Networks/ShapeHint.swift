/// What to write where shapes do not fit: hints for the usual mistakes.
enum ShapeHint {
    /// A shape as a tuple of the language.
    static func tuple(_ shape: [Int]) -> String {
        let parts = shape.map { $0 < 0 ? "None" : "\($0)" }
        return parts.count == 1 ? "(\(parts[0]),)" : "(" + parts.joined(separator: ", ") + ")"
    }

    /// A sample that is no image [H, W, C].
    static func image(_ shape: [Int]) -> String {
        switch shape.count {
        case 2:
            return
                "images need a channel axis: Input(\(tuple(shape + [1]))) and x.reshape(-1, \(shape[0]), \(shape[1]), 1)"
        case 4:
            return
                "Input takes the shape of one sample, without the number of samples: Input(\(tuple(Array(shape.dropFirst()))))"
        case 1: return "the values have no places any more: put this layer before Flatten() and Dense"
        default: return "images are [samples, height, width, channels]"
        }
    }

    /// A sample that is no sequence [T, F].
    static func sequence(_ shape: [Int]) -> String {
        shape.count == 1
            ? "sequences are [samples, steps, features]: a recurrent layer before this one needs return_sequences=True, data x.reshape(-1, steps, features)"
            : "sequences are [samples, steps, features]"
    }

    /// An output with places that the labels do not have.
    static func tooManyAxes(_ output: [Int], labels: [Int]) -> String? {
        guard output.count > labels.count, output.count > 1 else { return nil }
        let sizes = output.map { $0 < 0 ? "None" : "\($0)" }.joined(separator: " x ")
        return
            "the last layer gives \(sizes) values for each sample: put Flatten()\(output.count == 3 ? " or GlobalAveragePooling2D()" : "") before the Dense layers"
    }

    /// Labels that are not among the classes of so many outputs.
    static func labels(_ values: [Float], _ columns: Int) -> String {
        let least = values.min() ?? 0, most = values.max() ?? 0
        if values.contains(where: { $0 != $0.rounded() }) {
            return
                "the labels are no whole numbers: for numbers to predict use loss='mse' and a Dense layer without softmax"
        }
        if least == 1, Int(exactly: most) == columns { return "classes are counted from 0: y - 1" }
        guard least >= 0, let classes = Int(exactly: most) else {
            return "the last layer has \(columns) outputs: one for each class"
        }
        return "the labels go up to \(classes): the last layer needs \(classes + 1) outputs, it has \(columns)"
    }
}
