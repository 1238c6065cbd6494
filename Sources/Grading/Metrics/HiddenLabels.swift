/// The labels of a metric, checked once: what the supervisor holds and no worker sees.
struct HiddenLabels: Sendable {
    let array: HiddenArray
    /// Classes that there are; 0 where labels are no classes.
    let classes: Int
    /// Samples: images for boxes.
    let samples: Int
    /// True for the samples of the public part, by their place; empty where the data is not split.
    let isPublic: [Bool]

    /// - inputs: how many there are, where that is known.
    /// - Throws: `GradingFault` for labels that the metric cannot be computed with.
    init(_ test: MetricTest, _ array: HiddenArray, inputs: Int?, seed: String) throws(GradingFault) {
        self.array = array
        let name = "labels '\(test.labels)'"
        guard !array.values.isEmpty, array.values.allSatisfy(\.isFinite) else {
            throw GradingFault("\(name) are empty or hold NaN")
        }
        func areClasses(_ values: some Sequence<Double>) -> Bool {
            values.allSatisfy { $0 >= 0 && $0 == $0.rounded() && $0 < 1e6 }
        }
        switch test.kind.form {
        case .classes, .scores:
            guard areClasses(array.values) else {
                throw GradingFault("\(name) are classes: whole numbers from 0")
            }
            let most = Int(array.values.max() ?? 0) + 1
            if !test.classes.isEmpty, test.classes.count < most {
                throw GradingFault("\(name) have class \(most - 1), and classes= has \(test.classes.count) names")
            }
            classes = max(most, test.classes.count)
            if classes > 10_000 { throw GradingFault("\(name) have \(classes) classes; at most 10000 are taken") }
            if test.kind.form == .scores, array.shape.count != 1 { throw GradingFault("\(name) need one axis") }
        case .values: classes = 0
        case .boxes:
            guard array.shape.count == 2, array.shape[1] == DetectionMetric.labelWidth,
                areClasses(stride(from: 0, to: array.values.count, by: 6).flatMap { array.values[$0..<$0 + 2] })
            else { throw GradingFault("\(name) are rows of [image, class, x1, y1, x2, y2]") }
            classes = max(
                stride(from: 1, to: array.values.count, by: 6).reduce(0) { max($0, Int(array.values[$1]) + 1) },
                test.classes.count)
        }
        if test.kind.form == .boxes {
            let last = stride(from: 0, to: array.values.count, by: 6).reduce(0) { max($0, Int(array.values[$1]) + 1) }
            samples = inputs ?? last
            if last > samples { throw GradingFault("\(name) have image \(last - 1), and there are \(samples) inputs") }
        } else {
            samples = array.shape.first ?? 0
            if let inputs, inputs != samples {
                throw GradingFault("\(name) are \(samples), and there are \(inputs) inputs")
            }
        }
        if let share = test.publicShare {
            isPublic = HiddenLabels.split(samples, share: share, seed: seed)
        } else {
            isPublic = []
        }
    }

    /// The public part: the samples whose hash of the seed and their place is lowest, as many as the share asks for. It
    /// depends on nothing else, so it is the same on every machine and in every run.
    static func split(_ count: Int, share: Double, seed: String) -> [Bool] {
        let start = UInt64(TestSeal.seed(assignment: "split", test: seed))
        let hashes = (0..<count).map { mixed(start &+ UInt64($0) &* 0x9E37_79B9_7F4A_7C15) }
        let order = (0..<count).sorted { (hashes[$0], $0) < (hashes[$1], $1) }
        var isPublic = [Bool](repeating: false, count: count)
        for place in order.prefix(max(min(max(Int((share * Double(count)).rounded()), 1), count - 1), 0)) {
            isPublic[place] = true
        }
        return isPublic
    }

    /// SplitMix64's finish (Steele, Lea, Flood 2014): every bit of the result depends on every bit of x.
    private static func mixed(_ x: UInt64) -> UInt64 {
        var x = x
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }
}
