import Drawing
import Foundation
import Language

/// Pictures that teaching asks for and pyplot has no word for: a wall of images, the worst mistakes.
enum SvertkaPictures {
    static let module = NativeModule(
        "svertka",
        doc: "What none of the other libraries has: pictures for understanding networks, what cells printed.",
        functions: SvertkaRuns.functions + [
            Help.row, ModelCost.row,
            NativeFunction(
                "show",
                [
                    Parameter("images", doc: "one image, or many: [N, H, W], [N, H, W, 1], [N, H, W, 3], or a list"),
                    Parameter("titles", .none), Parameter("count", .int(32)), Parameter("columns", .none),
                    Parameter("cmap", .str("gray")),
                ], doc: "Shows images side by side.", body: show),
            NativeFunction(
                "gallery",
                [
                    Parameter("images", doc: "[N, H, W], [N, H, W, 1] or [N, H, W, 3]"),
                    Parameter("labels", .none, doc: "classes, or one-hot rows"),
                    Parameter("predictions", .none, doc: "classes, or a row of probabilities for each image"),
                    Parameter("class_names", .none), Parameter("count", .int(25)), Parameter("columns", .none),
                    Parameter("cmap", .str("gray")),
                ],
                doc: "Shows images with their classes; with predictions, the mistakes that the network was surest of.",
                body: gallery),
        ] + SvertkaTables.functions + SvertkaOutput.functions + RunCharts.functions + SvertkaAnimation.functions,
        types: [.picture], written: SvertkaWritten.module)

    // MARK: Walls of images

    private static func show(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let images = try self.images(call[0], interpreter)
        let count = min(images.count, max(try call.int(2), 1))
        var titles: [String] = []
        if let given = call.optional(1) {
            if case .str(let one) = given {
                titles = [one.string]
            } else {
                for title in try interpreter.array(of: given) { titles.append(try interpreter.str(title)) }
            }
        }
        let tiles = (0..<count).map { Tile(image: $0, title: titles.indices.contains($0) ? titles[$0] : "") }
        return try wall(tiles, of: images, title: "", call, columns: 3, cmap: 4)
    }

    private static func gallery(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let images = try self.images(call[0], interpreter)
        let names = try names(call.optional(3), interpreter)
        func name(_ label: Int) -> String { names.indices.contains(label) ? names[label] : "\(label)" }
        let count = max(try call.int(4), 1)
        let labels = try call.optional(1).map { (value) throws(LanguageError) in try classes(value, interpreter).labels
        }
        if let labels, labels.count != images.count {
            throw .valueError("\(images.count) images but \(labels.count) labels")
        }
        guard let given = call.optional(2) else {
            let tiles = (0..<min(count, images.count)).map { place in
                Tile(image: place, title: labels.map { name($0[place]) } ?? "")
            }
            return try wall(tiles, of: images, title: "", call, columns: 5, cmap: 6)
        }
        let (predicted, sureness) = try classes(given, interpreter, takesProbabilities: true)
        guard predicted.count == images.count else {
            throw .valueError("\(images.count) images but \(predicted.count) predictions")
        }
        func percent(_ place: Int) -> String { sureness.map { " \(Int(($0[place] * 100).rounded()))%" } ?? "" }
        guard let labels else {
            let tiles = (0..<min(count, images.count)).map { Tile(image: $0, title: name(predicted[$0]) + percent($0)) }
            return try wall(tiles, of: images, title: "", call, columns: 5, cmap: 6)
        }
        let mistakes = labels.indices.filter { labels[$0] != predicted[$0] }
        let worst = mistakes.sorted { a, b in
            guard let sureness, sureness[a] != sureness[b] else { return a < b }
            return sureness[a] > sureness[b]
        }
        let tiles = worst.prefix(count).map { place in
            Tile(
                image: place, title: "\(name(labels[place])) → \(name(predicted[place]))\(percent(place))",
                color: Color.cycle[1])
        }
        let share = Double(mistakes.count) / Double(max(labels.count, 1)) * 100
        let title = "\(mistakes.count) of \(labels.count) wrong (\((share * 100).rounded() / 100)%)"
        return try wall(Array(tiles), of: images, title: title, call, columns: 5, cmap: 6)
    }

    /// An image of a wall and what stands over it.
    private struct Tile {
        let image: Int
        let title: String
        var color = Color.ink
    }

    /// Images one by one: what is indexed when they are drawn.
    private struct Images {
        let count: Int
        let at: (Int) throws(LanguageError) -> NumberField
    }

    /// One image or many, told apart by their shape.
    private static func images(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Images {
        let shape: [Int]
        if let tensor = NumberField.tensor(of: value) {
            shape = tensor.shape
        } else {
            let items = try interpreter.array(of: value)
            let first =
                try items.first.map { (item) throws(LanguageError) in try NumberField(item, interpreter).shape } ?? []
            shape = [items.count] + first
        }
        let isOne = shape.count == 2 || (shape.count == 3 && [1, 3, 4].contains(shape[2]))
        if isOne { return Images(count: 1) { (_) throws(LanguageError) in try NumberField(value, interpreter) } }
        guard shape.count == 3 || shape.count == 4 else {
            throw .typeError(
                "Invalid shape \(PyplotLines.shape(shape)) for images",
                hint: shape.count == 2 ? nil : "images have the shape (N, H, W) or (N, H, W, channels)")
        }
        return Images(count: shape[0]) { (place) throws(LanguageError) in
            try NumberField(interpreter.getItem(value, .int(place)), interpreter)
        }
    }

    static func names(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        guard let value else { return [] }
        var names: [String] = []
        for item in try interpreter.array(of: value) { names.append(try interpreter.str(item)) }
        return names
    }

    /// Classes from numbers, columns of one number, one-hot rows or rows of probabilities; with the largest
    /// probability of each row. A network with one output gives the probability of class 1.
    static func classes(
        _ value: Value, _ interpreter: Interpreter, takesProbabilities: Bool = false
    ) throws(LanguageError) -> (labels: [Int], sureness: [Double]?) {
        let field = try NumberField(value, interpreter)
        if field.shape.count == 2, field.shape[1] > 1 {
            let width = field.shape[1]
            let best = (0..<field.shape[0]).map { row -> (Int, Double) in
                let line = field.values[row * width..<(row + 1) * width]
                let place = line.indices.max { line[$0] < line[$1] } ?? line.startIndex
                return (place - line.startIndex, sureness(of: place, in: line))
            }
            return (best.map(\.0), best.map(\.1))
        }
        if takesProbabilities, field.values.contains(where: { $0 != $0.rounded() }),
            field.values.allSatisfy({ (0...1).contains($0) })
        {
            return (field.values.map { $0 > 0.5 ? 1 : 0 }, field.values.map { max($0, 1 - $0) })
        }
        guard field.values.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e6 }) else {
            throw .valueError(
                "classes must be whole numbers", hint: "give the rows of predict() as they are, or their argmax(axis=1)"
            )
        }
        return (field.values.map { Int($0) }, nil)
    }

    /// The probability of one of a row's numbers; numbers that can't be probabilities go through softmax.
    private static func sureness(of place: Int, in row: ArraySlice<Double>) -> Double {
        if row.allSatisfy({ (0...1.001).contains($0) }) { return row[place] }
        return 1 / row.reduce(0) { $0 + exponential($1 - row[place]) }
    }

    private static func exponential(_ x: Double) -> Double { x > -700 ? exp(x) : 0 }

    private static func wall(
        _ tiles: [Tile], of images: Images, title: String, _ call: Call, columns columnPlace: Int, cmap: Int
    ) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var columns =
            tiles.count <= 4 ? max(tiles.count, 1) : min(8, Int(Double(tiles.count).squareRoot().rounded(.up)) + 2)
        // Titles must not run into each other.
        let widest = (tiles.map { TextStyle(size: 12).width(of: $0.title) }.max() ?? 0) + 8
        columns = max(1, min(columns, Int(860 / max(widest, 72))))
        if call.optional(columnPlace) != nil { columns = min(max(try call.int(columnPlace), 1), 100) }
        let rows = min(max((tiles.count + columns - 1) / columns, 1), 100)
        let map = try PyplotLines.colormap(call[cmap], OpenFigures.of(interpreter), interpreter)
        let hasTitles = tiles.contains { !$0.title.isEmpty }
        let side = tiles.count == 1 ? max(240, widest) : max(72, min(max(112, widest), 860 / Double(columns)))
        let titles = TileTitles(tiles.map(\.title), width: side - 8)
        let figure = OpenFigures.of(interpreter).open(
            width: Double(columns) * side + 20,
            height: Double(rows) * (side + (hasTitles ? titles.height + 6 : 4)) + (title.isEmpty ? 16 : 44))
        figure.figure.title = title
        figure.figure.titleStyle.size = 14
        for (place, tile) in tiles.prefix(rows * columns).enumerated() {
            try interpreter.checkInterrupt()
            let (row, column) = (place / columns, place % columns)
            let axes = figure.add(
                GridCell(rows: rows, columns: columns, rowSpan: row...row, columnSpan: column...column))
            axes.axes.show(try ImageField.of(images.at(tile.image), map: map, low: nil, high: nil))
            axes.axes.isFramed = false
            axes.axes.title = titles.texts[place]
            axes.axes.titleStyle = TextStyle(size: titles.size, color: tile.color)
        }
        return .object(figure)
    }
}

/// The titles of a wall's tiles in the room that they have: broken at the arrow between two classes, then smaller, at
/// last shortened in the middle.
private struct TileTitles {
    private(set) var texts: [String]
    private(set) var size = 12.0
    /// The height of all of their lines.
    var height: Double { Double(texts.map { $0.split(separator: "\n").count }.max() ?? 0) * size * 1.35 }

    init(_ titles: [String], width: Double) {
        texts = titles
        func widest() -> Double { texts.map { TextStyle(size: 12).width(of: $0) }.max() ?? 0 }
        guard widest() > width else { return }
        texts = titles.map { title in
            guard let arrow = title.range(of: " → ") else { return title }
            return title[..<arrow.upperBound].dropLast() + "\n" + title[arrow.upperBound...]
        }
        size = max(min(12, 12 * width / max(widest(), 1)), 9)
        let style = TextStyle(size: size)
        texts = texts.map { title in
            title.split(separator: "\n").map { TileTitles.shortened(String($0), to: width, style) }.joined(
                separator: "\n")
        }
    }

    private static func shortened(_ line: String, to width: Double, _ style: TextStyle) -> String {
        guard style.width(of: line) > width else { return line }
        var (head, tail) = (line.prefix((line.count + 1) / 2), line.suffix(line.count / 2))
        while !head.isEmpty || !tail.isEmpty, style.width(of: head + "…" + tail) > width {
            if head.count >= tail.count { head.removeLast() } else { tail.removeFirst() }
        }
        return head + "…" + tail
    }
}
