import Drawing
import Language

/// Numbers and texts of a program as a table: an array, lists of rows, or a dict of columns. Only what is shown is read.
struct NumberTable {
    /// Columns that are shown at most; of more the middle is left out.
    static let columnLimit = 24

    /// A field before it is written.
    enum Field {
        case number(Double, isWhole: Bool)
        case text(String)

        init(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
            switch value {
            case .int(let number): self = .number(Double(number), isWhole: true)
            case .float(let number): self = .number(number, isWhole: false)
            case .none: self = .text("")
            case .str(let text): self = .text(text.string)
            case .object where NumberField.tensor(of: value)?.shape.isEmpty ?? true:
                if !value.typeName.contains("bool"), let number = try interpreter.number(value) {
                    self = .number(number, isWhole: interpreter.index(value) != nil)
                } else {
                    self = .text(try interpreter.str(value))
                }
            default: self = .text(try interpreter.str(value))
            }
        }
    }

    let table: HTMLTable

    /// Reads what `svertka.table` was given.
    ///
    /// - Throws: ValueError for more than two axes, rows of different lengths, and titles that do not fit.
    init(_ source: Value, _ call: Call) throws(LanguageError) {
        let interpreter = call.interpreter
        let limit = min(max(try call.int(6), 2), 1000)
        var titles = try NumberTable.texts(call.optional(1), interpreter)
        let rowsArgument = call.optional(2)
        let hasNames = if case .bool(false)? = rowsArgument { false } else { true }
        let names = hasNames ? try NumberTable.texts(rowsArgument, interpreter) : nil

        let body: (count: Int, width: Int, at: (Int) throws(LanguageError) -> [Value])
        if case .dict(let dict) = source {
            let pairs = dict.table.pairs
            var keys: [String] = []
            var length: Int?
            for (key, column) in pairs {
                keys.append(try interpreter.str(key))
                let count = try interpreter.length(column)
                if let length, length != count {
                    throw .valueError("All columns must be of the same length: \(length) and \(count)")
                }
                length = count
            }
            if titles == nil { titles = keys }
            body = (
                length ?? 0, pairs.count,
                { (row) throws(LanguageError) in
                    var line: [Value] = []
                    for (_, column) in pairs { line.append(try interpreter.getItem(column, .int(row))) }
                    return line
                }
            )
        } else {
            body = try NumberTable.body(source, titles, interpreter)
        }
        if let titles, titles.count != body.width {
            throw .valueError("\(titles.count) titles for \(body.width) columns")
        }
        if let names, names.count != body.count { throw .valueError("\(names.count) names for \(body.count) rows") }

        let (places, gap) = HTMLTable.shown(body.count, limit: limit)
        let (columns, columnGap) = HTMLTable.shown(body.width, limit: NumberTable.columnLimit)
        var fields: [[Field]] = []
        for place in places {
            try interpreter.checkInterrupt()
            let line = try body.at(place)
            guard line.count == body.width else {
                throw .valueError("row \(place) has \(line.count) fields, the first one \(body.width)")
            }
            var row: [Field] = []
            for column in columns { row.append(try Field(line[column], interpreter)) }
            fields.append(row)
        }
        var digits: Int?
        if call.optional(3) != nil { digits = min(max(try call.int(3), 0), 17) }
        table = NumberTable.table(
            fields, titles: columns.map { titles?[$0] ?? "\($0)" },
            names: hasNames ? places.map { names?[$0] ?? "\($0)" } : nil, digits: digits,
            isShaded: try call.bool(5), caption: try call.string(4), gap: gap, columnGap: columnGap,
            counts: (body.count, body.width))
    }

    private static func texts(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> [String]? {
        guard let value else { return nil }
        if case .bool = value { return nil }
        var texts: [String] = []
        for item in try interpreter.array(of: value) { texts.append(try interpreter.str(item)) }
        return texts
    }

    /// Rows of an array or of lists; one axis is a column, or a row where as many titles were given.
    private static func body(
        _ source: Value, _ titles: [String]?, _ interpreter: Interpreter
    ) throws(LanguageError) -> (count: Int, width: Int, at: (Int) throws(LanguageError) -> [Value]) {
        if let tensor = NumberField.tensor(of: source), tensor.shape.count != 1, tensor.shape.count != 2 {
            throw .valueError(
                "a table has one or two axes, not the shape \(PyplotLines.shape(tensor.shape))",
                hint: "show a part, such as x[0], or reshape(len(x), -1)")
        }
        if case .str = source { throw .typeError("a table needs numbers or rows, not the text of a str") }
        let items: (Int) throws(LanguageError) -> Value
        let count: Int
        if NumberField.tensor(of: source) != nil {
            count = try interpreter.length(source)
            items = { (place) throws(LanguageError) in try interpreter.getItem(source, .int(place)) }
        } else {
            let all = try interpreter.array(of: source)
            count = all.count
            items = { (place) throws(LanguageError) in all[place] }
        }
        if count == 0 { return (0, titles?.count ?? 0, { (_) throws(LanguageError) in [] }) }
        let first = try items(0)
        let isRow =
            switch first {
            case .list, .tuple: true
            default: (NumberField.tensor(of: first)?.shape.count ?? 0) > 0
            }
        if isRow {
            return (
                count, try interpreter.length(first),
                { (place) throws(LanguageError) in try interpreter.array(of: items(place)) }
            )
        }
        if let titles, titles.count == count, count > 1 {
            return (
                1, count,
                { (_) throws(LanguageError) in
                    var line: [Value] = []
                    for place in 0..<count { line.append(try items(place)) }
                    return line
                }
            )
        }
        return (count, 1, { (place) throws(LanguageError) in [try items(place)] })
    }

    // MARK: Writing

    private static func table(
        _ fields: [[Field]], titles: [String], names: [String]?, digits: Int?, isShaded: Bool, caption: String,
        gap: (Int, Int)?, columnGap: (Int, Int)?, counts: (rows: Int, columns: Int)
    ) -> HTMLTable {
        let shades = isShaded ? scale(fields) : nil
        var rows = fields.enumerated().map { place, _ in
            HTMLTable.Row(cells: names.map { [HTMLTable.Cell($0[place])] } ?? [])
        }
        var columns = names == nil ? [] : [HTMLTable.Column(title: "")]
        for column in titles.indices {
            let values = fields.map { $0[column] }
            let numbers = values.compactMap {
                if case .number(let number, let isWhole) = $0 { (number, isWhole) } else { nil }
            }
            let format = NumberFormat(numbers.filter { !$0.1 }.map(\.0), digits: digits)
            columns.append(HTMLTable.Column(title: titles[column], isNumber: !numbers.isEmpty))
            for (row, field) in values.enumerated() {
                switch field {
                case .text(let text):
                    rows[row].cells.append(HTMLTable.Cell(text, numbers.isEmpty ? .text : .number))
                case .number(let number, let isWhole):
                    var cell = HTMLTable.Cell(isWhole ? NumberFormat.whole(number) : format.text(number), .number)
                    if let shades, number.isFinite { cell.shade = (number - shades.low) / shades.span }
                    rows[row].cells.append(cell)
                }
            }
        }
        var table = HTMLTable(caption: caption, columns: columns, rows: rows, hasRowNames: names != nil)
        table.gap = gap.map { ($0.0, $0.1) }
        table.columnGap = columnGap.map { ($0.0 + (names == nil ? 0 : 1), $0.1) }
        if gap != nil || columnGap != nil {
            table.facts.append(("Size", "\(counts.rows) rows × \(counts.columns) columns"))
        }
        return table
    }

    private static func scale(_ fields: [[Field]]) -> (low: Double, span: Double)? {
        let numbers = fields.joined().compactMap {
            if case .number(let value, _) = $0, value.isFinite { value } else { nil }
        }
        guard let low = numbers.min(), let high = numbers.max(), high > low else { return nil }
        return (low, high - low)
    }
}

/// How the numbers of one column are written, so that their points stand below each other.
struct NumberFormat {
    /// Digits after the point; nothing where four significant digits say more.
    private let digits: Int?

    /// As many digits as the numbers need, four at most; where some are too small for that, powers of ten.
    init(_ numbers: [Double], digits: Int?) {
        if let digits {
            self.digits = digits
            return
        }
        let finite = numbers.filter(\.isFinite)
        func isExact(_ digits: Int) -> Bool {
            let factor = [1.0, 10, 100, 1000, 10_000][digits]
            return finite.allSatisfy { abs(($0 * factor).rounded() - $0 * factor) < 1e-6 * max(1, abs($0)) }
        }
        if let enough = (1...4).first(where: isExact) {
            self.digits = finite.allSatisfy { abs($0) < 1e12 } ? enough : nil
        } else {
            let isReadable = finite.allSatisfy { $0 == 0 || (abs($0) >= 1e-3 && abs($0) < 1e9) }
            self.digits = isReadable ? 4 : nil
        }
    }

    func text(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        return digits.map { String(printf: "%.\($0)f", number) } ?? String(printf: "%.4g", number)
    }

    /// A number that is an int in the program.
    static func whole(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(printf: "%.17g", number)
    }
}
