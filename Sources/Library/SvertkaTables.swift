import Arrays
import Drawing
import Language
import Networks

/// A table that a cell may end with.
final class TableObject: Object {
    let html: String
    let text: String

    init(_ table: HTMLTable) { (html, text) = (table.html, table.text) }

    init(html: String, text: String) { (self.html, self.text) = (html, text) }

    override var nativeType: NativeType { .table }
}

extension NativeType {
    static let table = NativeType(
        name: "Table", module: "svertka",
        doc: "A table: shown where a cell ends with it, print(table) writes it as text.",
        methods: [
            NativeFunction("_repr_html_", doc: "The table as HTML.") { (call) throws(LanguageError) in
                guard let table = call.receiver?.heapObject as? TableObject else { return .none }
                return Value(table.html)
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in (object as? TableObject)?.text ?? "" }
            $0.mimeBundle = { (object, _) throws(LanguageError) in
                guard let table = object as? TableObject else { return nil }
                return MIMEBundle(text: table.text, richer: ["text/html": .text(table.html)])
            }
        })
}

/// Arrays, histories, reports and summaries as tables.
enum SvertkaTables {
    static let functions = [
        NativeFunction(
            "table",
            [
                Parameter(
                    "data",
                    doc: "an array or lists with one or two axes, a dict of columns, what fit() gave, or a model"),
                Parameter("columns", .none, doc: "titles of the columns"),
                Parameter("rows", .none, doc: "names of the rows; False for none"),
                Parameter("digits", .none, doc: "digits after the point; without it as many as the numbers need"),
                Parameter("caption", .str("")),
                Parameter("shade", .bool(false), doc: "True colours numbers by their size"),
                Parameter("limit", .int(60), doc: "rows that are shown; of more the middle is left out"),
            ], doc: "A table of numbers and texts.", body: table),
        NativeFunction(
            "report",
            [
                Parameter("y_true", doc: "classes, or one-hot rows"),
                Parameter("y_pred", doc: "classes, or a row of probabilities for each sample"),
                Parameter("class_names", .none), Parameter("digits", .int(2), doc: "digits after the point"),
            ],
            doc:
                "Precision, recall and F1 of each class as a table; its text is sklearn.metrics.classification_report's.",
            body: report),
    ]

    private static func table(_ call: Call) throws(LanguageError) -> Value {
        var source = call[0]
        if case .object(let run as RunObject) = source { source = .object(run.history) }
        if case .object(let model as ModelObject) = source { return try summary(model) }
        if case .object(let history as HistoryObject) = source {
            return .object(TableObject(try HistoryTable(history, call).table))
        }
        return .object(TableObject(try NumberTable(source, call).table))
    }

    private static func summary(_ model: ModelObject) throws(LanguageError) -> Value {
        let summary = KerasSummary(network: model.network)
        let text = (summary.lines ?? []).joined(separator: "\n")
        return .object(TableObject(html: KerasSummaryPage(summary: summary).html, text: text))
    }

    private static func report(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let truth = try SvertkaPictures.classes(call[0], interpreter).labels
        let predicted = try SvertkaPictures.classes(call[1], interpreter).labels
        guard truth.count == predicted.count, !truth.isEmpty else {
            throw .valueError(
                "Found input variables with inconsistent numbers of samples: [\(truth.count), \(predicted.count)]")
        }
        let names = try SvertkaPictures.names(call.optional(2), interpreter)
        let counts = ClassCounts(truth.map(Double.init), predicted.map(Double.init), weights: nil, labels: nil)
        guard counts.labels.count <= 4096 else { throw .valueError("there are more than 4096 different labels") }
        let report = ClassReport(
            counts,
            names: counts.labels.map { label in
                let place = Int(label)
                return names.indices.contains(place) ? names[place] : "\(place)"
            }, digits: min(max(try call.int(3), 0), 17))
        return .object(TableObject(html: report.page.html, text: report.text))
    }
}
