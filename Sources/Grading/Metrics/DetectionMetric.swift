import Glibc

/// The natural logarithm; `log` alone is a word of many meanings here.
func logarithm(_ x: Double) -> Double { Glibc.log(x) }

/// Mean average precision of detected boxes, as COCO has it: for each class all images together, boxes by falling score,
/// each the first to take the object that it overlaps most; precision made to fall never rising, read at 101 recalls.
///
/// Lin et al., "Microsoft COCO: Common Objects in Context", 2014, and its evaluation's code; without its areas, crowds and
/// limit of 100 boxes an image.
enum DetectionMetric {
    /// Numbers of a label's row and of a prediction's.
    static let labelWidth = 6
    static let predictionWidth = 7

    private struct Box {
        let image: Int
        let sides: ArraySlice<Double>

        var area: Double {
            max(0, sides[sides.startIndex + 2] - sides[sides.startIndex])
                * max(0, sides[sides.startIndex + 3] - sides[sides.startIndex + 1])
        }

        func overlap(_ other: Box) -> Double {
            let (a, b) = (Array(sides), Array(other.sides))
            let width = min(a[2], b[2]) - max(a[0], b[0])
            let height = min(a[3], b[3]) - max(a[1], b[1])
            if width <= 0 || height <= 0 { return 0 }
            let shared = width * height
            return shared / (area + other.area - shared)
        }
    }

    @Sendable static func meanAveragePrecision(_ samples: MetricKind.Samples) -> Double? {
        var objects: [Int: [Box]] = [:]
        for row in stride(from: 0, to: samples.labels.count, by: labelWidth) {
            let box = Box(image: Int(samples.labels[row]), sides: samples.labels[(row + 2)..<(row + 6)])
            objects[Int(samples.labels[row + 1]), default: []].append(box)
        }
        if objects.isEmpty { return nil }
        var found: [Int: [(score: Double, box: Box)]] = [:]
        for row in stride(from: 0, to: samples.predictions.count, by: predictionWidth) {
            let box = Box(image: Int(samples.predictions[row]), sides: samples.predictions[(row + 3)..<(row + 7)])
            found[Int(samples.predictions[row + 1]), default: []].append((samples.predictions[row + 2], box))
        }
        let overlaps = samples.overlap.map { [$0] } ?? (0..<10).map { 0.5 + 0.05 * Double($0) }
        var sum = 0.0
        for (kind, there) in objects {
            // A stable order: equal scores stay as they came.
            let ranked = (found[kind] ?? []).enumerated().sorted {
                ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
            }.map(\.element.box)
            for overlap in overlaps { sum += averagePrecision(ranked, there, overlap) }
        }
        return sum / Double(objects.count * overlaps.count)
    }

    private static func averagePrecision(_ ranked: [Box], _ objects: [Box], _ overlap: Double) -> Double {
        var byImage: [Int: [Int]] = [:]
        for (place, object) in objects.enumerated() { byImage[object.image, default: []].append(place) }
        var isTaken = [Bool](repeating: false, count: objects.count)
        var precisions: [Double] = []
        var recalls: [Double] = []
        var right = 0
        for (count, box) in ranked.enumerated() {
            var best = overlap
            var match: Int?
            for place in byImage[box.image] ?? [] where !isTaken[place] {
                let shared = box.overlap(objects[place])
                if shared >= best { (best, match) = (shared, place) }
            }
            if let match {
                isTaken[match] = true
                right += 1
            }
            precisions.append(Double(right) / Double(count + 1))
            recalls.append(Double(right) / Double(objects.count))
        }
        for place in precisions.indices.dropLast().reversed() {
            precisions[place] = max(precisions[place], precisions[place + 1])
        }
        var sum = 0.0
        var place = 0
        for step in 0...100 {
            while place < recalls.count, recalls[place] < Double(step) / 100 { place += 1 }
            if place < precisions.count { sum += precisions[place] }
        }
        return sum / 101
    }
}
