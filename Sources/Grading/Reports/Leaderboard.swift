import JSON

/// `leaderboard`: the submissions of an assignment by what they reach on hidden data.
///
/// Where the test splits its data, places are by the private part, which also gives the points; the public part is what may
/// be shown while the assignment runs. Equal values share a place, and the places behind them are left free (1, 2, 2, 4).
public struct Leaderboard: Sendable {
    /// What is shown.
    public enum Part: String, Sendable, CaseIterable {
        /// The public part alone: before the deadline.
        case `public`
        /// The value that counts for points.
        case `private`
        /// Both, and who rose or fell.
        case both
    }

    /// A submission with a value.
    public struct Row: Sendable {
        public var place = 0
        /// The place by the public part.
        public var publicPlace = 0
        public var name: String
        public var value: Double
        public var publicValue: Double?
        public var timestamp: PointInTime?
    }

    public let assignment: String
    public private(set) var cell = ""
    /// Other cells with a metric.
    public private(set) var others: [String] = []
    public private(set) var title = ""
    public private(set) var isHigherBetter = true
    public private(set) var samples = 0
    public private(set) var publicSamples = 0
    public private(set) var rows: [Row] = []
    /// Who has no value, and why.
    public private(set) var without: [(name: String, reason: String)] = []
    public let part: Part

    public var isSplit: Bool { publicSamples > 0 }

    /// - Parameters:
    ///   - wanted: the test cell; `nil` for the assignment's first with a metric.
    ///   - names: what stands for a student.
    /// - Throws: `GradingFault` where no result has a metric, or not the wanted one.
    public init(
        _ assignment: String, course: Course, cell wanted: String?, part: Part, names: (String) -> String
    ) throws(GradingFault) {
        (self.assignment, self.part) = (assignment, part)
        let store = course.results(of: assignment)
        let students = course.students(of: assignment)
        let results = students.map { ($0, store.result(of: $0)) }
        var cells: [String] = []
        for (_, result) in results {
            for cell in result?.notebooks.flatMap(\.cells) ?? [] where cell.metric?.metric.isEmpty == false {
                if !cells.contains(cell.name) { cells.append(cell.name) }
            }
        }
        guard let chosen = wanted ?? cells.first, cells.contains(chosen) else {
            throw GradingFault(
                cells.isEmpty
                    ? "no result of '\(assignment)' has a metric: a test cell declares one with svertka.metric, and svertka grade autograde computes it"
                    : "no metric of a cell '\(wanted ?? "")'; there are \(cells.joined(separator: ", "))")
        }
        cell = chosen
        others = cells.filter { $0 != chosen }
        for (student, result) in results {
            let name = names(student)
            guard let result else {
                without.append((name, "not graded yet"))
                continue
            }
            guard let found = result.notebooks.flatMap(\.cells).first(where: { $0.name == chosen }) else {
                without.append((name, Leaderboard.fault(result)))
                continue
            }
            guard let metric = found.metric, let value = metric.value else {
                without.append((name, found.metric?.reason ?? found.reason))
                continue
            }
            (title, isHigherBetter) = (metric.title, metric.isHigherBetter)
            (samples, publicSamples) = (metric.samples, metric.publicSamples)
            rows.append(
                Row(name: name, value: value, publicValue: metric.publicValue, timestamp: result.timestamp))
        }
        if title.isEmpty,
            let any = results.compactMap({ $0.1 }).flatMap(\.notebooks).flatMap(\.cells).first(where: {
                $0.name == chosen && $0.metric != nil
            })?.metric
        {
            (title, isHigherBetter) = (any.title, any.isHigherBetter)
        }
        rank()
    }

    private static func fault(_ result: SubmissionResult) -> String {
        for notebook in result.notebooks {
            switch notebook.state {
            case .failed(let reason): return reason
            case .missing: return "\(notebook.name).ipynb was not handed in"
            case .graded: continue
            }
        }
        return "the test has no result"
    }

    private mutating func rank() {
        let sign = isHigherBetter ? 1.0 : -1.0
        for place in rows.indices {
            let row = rows[place]
            rows[place].place = 1 + rows.count { sign * $0.value > sign * row.value }
            if let value = row.publicValue {
                rows[place].publicPlace = 1 + rows.count { sign * ($0.publicValue ?? -sign * .infinity) > sign * value }
            }
        }
        let isByPublic = part == .public && isSplit
        rows.sort { a, b in
            let (x, y) = isByPublic ? (a.publicPlace, b.publicPlace) : (a.place, b.place)
            if x != y { return x < y }
            // Among equals who was first stands first; the place is the same.
            let (s, t) = (a.timestamp?.microseconds ?? .max, b.timestamp?.microseconds ?? .max)
            return s != t ? s < t : a.name < b.name
        }
    }

    /// The place that counts for what is shown.
    func place(_ row: Row) -> Int { part == .public && isSplit ? row.publicPlace : row.place }

    var showsPublic: Bool { isSplit && part != .private }
    var showsPrivate: Bool { !isSplit || part != .public }

    // MARK: As text

    /// A table for terminals.
    public var text: String {
        var lines = [heading, ""]
        var table = [["", "name"] + columns]
        for row in rows { table.append([String(place(row)), ShownText.line(row.name)] + fields(row)) }
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        for row in table {
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column == 1 ? text + space : space + text
            }
            lines.append(cells.joined(separator: "  "))
        }
        if rows.isEmpty { lines.append("nobody has a valid result") }
        if !without.isEmpty {
            lines.append("\nwithout a valid result: \(without.count)")
            for (name, reason) in without { lines.append("  \(ShownText.line(name)): \(ShownText.line(reason))") }
        }
        if !others.isEmpty { lines.append("\nfurther metrics, by --cell: \(others.joined(separator: ", "))") }
        return lines.joined(separator: "\n") + "\n"
    }

    var heading: String {
        let way = isHigherBetter ? "higher is better" : "lower is better"
        let data =
            isSplit
            ? "\(publicSamples) samples are public, \(samples) private" : "\(samples) hidden samples"
        return "\(assignment), '\(cell)': \(title), \(way); \(data)"
    }

    private var columns: [String] {
        (showsPublic ? ["public"] : []) + (showsPrivate ? [isSplit ? "private" : "score"] : [])
            + (showsPublic && showsPrivate ? ["moved"] : [])
    }

    private func fields(_ row: Row) -> [String] {
        (showsPublic ? [row.publicValue.map(MetricResult.shown) ?? "-"] : [])
            + (showsPrivate ? [MetricResult.shown(row.value)] : []) + (showsPublic && showsPrivate ? [moved(row)] : [])
    }

    /// Places won or lost between the public part and the private one.
    func moved(_ row: Row) -> String {
        let places = row.publicPlace - row.place
        return places == 0 || row.publicPlace == 0 ? "" : places > 0 ? "+\(places)" : "\(places)"
    }

    // MARK: For programs

    /// RFC 4180, fields defused as in the export of marks.
    public var csv: String {
        var text = "place,name" + (showsPublic ? ",public" : "") + (showsPrivate ? ",score" : "") + ",submitted\n"
        for row in rows {
            var fields = [String(place(row)), MarkExport.field(row.name)]
            if showsPublic { fields.append(row.publicValue.map { String($0) } ?? "") }
            if showsPrivate { fields.append(String(row.value)) }
            text += (fields + [row.timestamp?.text ?? ""]).joined(separator: ",") + "\n"
        }
        for (name, _) in without {
            text += "," + MarkExport.field(name) + (showsPublic ? "," : "") + (showsPrivate ? "," : "") + ",\n"
        }
        return text
    }

    public var json: JSON {
        [
            "assignment": .string(assignment), "cell": .string(cell), "metric": .string(title),
            "higher_is_better": .bool(isHigherBetter), "public_samples": .int(publicSamples), "samples": .int(samples),
            "rows": .array(
                rows.map { row in
                    var json: JSON = ["place": .int(place(row)), "name": .string(row.name)]
                    if showsPublic {
                        json["public"] = row.publicValue.map { .double($0) } ?? .null
                        json["public_place"] = .int(row.publicPlace)
                    }
                    if showsPrivate { json["score"] = .double(row.value) }
                    json["submitted"] = row.timestamp.map { .string($0.text) } ?? .null
                    return json
                }),
            "without": .array(without.map { ["name": .string($0.name), "reason": .string($0.reason)] }),
        ]
    }
}
