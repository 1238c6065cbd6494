import JSON

/// What was found on hidden data: evidence for the points, and all that feedback and leaderboard show. It holds nothing of
/// a single sample.
public struct MetricResult: Sendable, Equatable {
    /// A bound, and what was found.
    public struct Limit: Sendable, Equatable {
        public var name: String
        public var found: Double?
        public var limit: Double

        public var isKept: Bool { found.map { $0 <= limit } ?? false }
    }

    /// The metric's name and title; empty where the cell has limits only.
    public var metric = ""
    public var title = ""
    public var isHigherBetter = true
    /// On the samples that count for points: the private part where the data is split.
    public var value: Double?
    public var publicValue: Double?
    public var samples = 0
    public var publicSamples = 0
    public var points = 0.0
    public var thresholds: [(value: Double, points: Double)] = []
    /// Why there is no value, or why it earned nothing.
    public var reason = ""
    public var limits: [Limit] = []
    /// Counts: rows are the labels, columns the predictions; empty where there is none to show.
    public var confusion: [[Int]] = []
    public var classes: [String] = []
    /// Of the last training, as the submission reports it.
    public var curves: [(name: String, values: [Double])] = []

    public init() {}

    public static func == (a: MetricResult, b: MetricResult) -> Bool { a.json == b.json }
}

extension MetricResult {
    var json: JSON {
        [
            "metric": .string(metric), "title": .string(title), "higher_is_better": .bool(isHigherBetter),
            "value": value.map { .double($0) } ?? .null, "public": publicValue.map { .double($0) } ?? .null,
            "samples": .int(samples), "public_samples": .int(publicSamples), "points": .double(points),
            "thresholds": .array(thresholds.map { [.double($0.value), .double($0.points)] }),
            "reason": .string(reason),
            "limits": .array(
                limits.map {
                    [
                        "name": .string($0.name), "found": $0.found.map { .double($0) } ?? .null,
                        "limit": .double($0.limit),
                    ]
                }),
            "confusion": .array(confusion.map { .array($0.map { .int($0) }) }),
            "classes": .array(classes.map { .string($0) }),
            "curves": .array(
                curves.map { [.string($0.name), .array($0.values.map { $0.isFinite ? .double($0) : .null })] }),
        ]
    }

    init?(_ json: JSON) {
        guard let metric = json["metric"]?.string else { return nil }
        self.metric = metric
        title = json["title"]?.string ?? metric
        isHigherBetter = json["higher_is_better"]?.bool ?? true
        (value, publicValue) = (json["value"]?.double, json["public"]?.double)
        (samples, publicSamples) = (json["samples"]?.int ?? 0, json["public_samples"]?.int ?? 0)
        points = json["points"]?.double ?? 0
        thresholds = (json["thresholds"]?.array ?? []).compactMap { pair in
            guard let pair = pair.array, pair.count == 2, let value = pair[0].double, let points = pair[1].double else {
                return nil
            }
            return (value, points)
        }
        reason = json["reason"]?.string ?? ""
        limits = (json["limits"]?.array ?? []).compactMap { limit in
            guard let name = limit["name"]?.string, let bound = limit["limit"]?.double else { return nil }
            return Limit(name: name, found: limit["found"]?.double, limit: bound)
        }
        confusion = (json["confusion"]?.array ?? []).map { ($0.array ?? []).compactMap(\.int) }
        if confusion.contains(where: { $0.count != confusion.count }) { confusion = [] }
        classes = (json["classes"]?.array ?? []).compactMap(\.string)
        curves = (json["curves"]?.array ?? []).compactMap { curve in
            guard let pair = curve.array, pair.count == 2, let name = pair[0].string else { return nil }
            return (name, (pair[1].array ?? []).map { $0.double ?? .nan })
        }
    }
}

extension MetricResult {
    /// A number for people: whole ones with their thousands apart, others with four digits.
    static func shown(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "nan" : "inf" }
        if number == number.rounded(), abs(number) < 1e15 {
            let digits = Array(String(Int(abs(number))))
            let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
            return (number < 0 ? "-" : "") + groups.reversed().joined(separator: " ")
        }
        if abs(number) >= 1e7 || abs(number) < 1e-4 { return String(number) }
        let scaled = Int((abs(number) * 10_000).rounded())
        let rest = String(scaled % 10_000)
        return (number < 0 ? "-" : "") + "\(scaled / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
    }
}
