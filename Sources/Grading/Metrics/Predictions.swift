/// What a worker claims to be predictions, checked against the labels before anything is computed of it.
struct Predictions {
    /// Why predictions earn nothing, in words for the student. It tells shapes and kinds, never labels.
    struct Refusal: Error {
        let text: String
    }

    /// For classes, values: one for each label; for scores and boxes rows of `width`.
    let values: [Double]
    let width: Int

    /// Predictions for boxes that are taken for each image on average.
    private static let boxesPerImage = 1000

    init(_ answer: WorkerAnswer?, _ test: MetricTest, _ labels: HiddenLabels) throws(Refusal) {
        guard let answer, answer.dtype != nil else { throw Refusal(text: "the predictions are no array of numbers") }
        let wanted = labels.array.shape
        var shape = answer.shape
        // A network's last layer of one unit gives a column.
        if test.kind.form != .boxes, shape.count == wanted.count + 1, shape.last == 1 { shape.removeLast() }
        switch test.kind.form {
        case .classes, .values:
            guard shape == wanted else { throw Predictions.shape(answer.shape, "\(wanted)") }
            width = 1
        case .scores:
            guard shape.count == 2, shape[0] == wanted[0], shape[1] >= labels.classes, shape[1] <= 10_000 else {
                throw Predictions.shape(answer.shape, "[\(wanted[0]), \(labels.classes)], a score for each class")
            }
            width = shape[1]
        case .boxes:
            guard shape.count == 2, shape[1] == DetectionMetric.predictionWidth else {
                throw Predictions.shape(
                    answer.shape, "[boxes, 7], rows of [image, class, score, x1, y1, x2, y2]")
            }
            guard shape[0] <= labels.samples * Predictions.boxesPerImage else {
                throw Refusal(text: "\(shape[0]) boxes for \(labels.samples) images are too many")
            }
            width = DetectionMetric.predictionWidth
        }
        guard let numbers = answer.numbers else { throw Refusal(text: "the predictions are no array of numbers") }
        guard let bad = numbers.firstIndex(where: { !$0.isFinite }) else {
            values = try Predictions.meant(numbers, test, labels)
            return
        }
        throw Refusal(text: "prediction \(bad / width) is \(numbers[bad])")
    }

    private static func shape(_ found: [Int], _ wanted: String) -> Refusal {
        Refusal(text: "the predictions have the shape \(found), and \(wanted) is wanted")
    }

    /// Classes out of probabilities of class 1; classes that there are; images that there are.
    private static func meant(_ numbers: [Double], _ test: MetricTest, _ labels: HiddenLabels) throws(Refusal)
        -> [Double]
    {
        switch test.kind.form {
        case .classes:
            var classes = numbers
            if numbers.contains(where: { $0 != $0.rounded() }) {
                guard labels.classes <= 2, numbers.allSatisfy({ (0...1).contains($0) }) else {
                    throw Refusal(text: "the predictions are no classes: whole numbers from 0")
                }
                classes = numbers.map { $0 > 0.5 ? 1 : 0 }
            }
            if let bad = classes.firstIndex(where: { $0 < 0 || $0 >= Double(labels.classes) }) {
                throw Refusal(
                    text: "prediction \(bad) is class \(classes[bad]), and classes are from 0 to \(labels.classes - 1)")
            }
            return classes
        case .boxes:
            for row in stride(from: 0, to: numbers.count, by: DetectionMetric.predictionWidth) {
                let (image, kind) = (numbers[row], numbers[row + 1])
                guard image >= 0, image == image.rounded(), image < Double(labels.samples), kind >= 0,
                    kind == kind.rounded(), kind < 1e6
                else { throw Refusal(text: "box \(row / 7) is of image \(image) and class \(kind)") }
            }
            return numbers
        default: return numbers
        }
    }

    /// The metric on all samples, or on those of a part.
    func samples(_ test: MetricTest, _ labels: HiddenLabels, isPublic: Bool?) -> MetricKind.Samples {
        var chosen = MetricKind.Samples(labels: labels.array.values, predictions: values)
        (chosen.width, chosen.classes, chosen.top, chosen.overlap) = (width, labels.classes, test.top, test.overlap)
        guard let isPublic, !labels.isPublic.isEmpty else { return chosen }
        if test.kind.form == .boxes {
            func rows(_ numbers: [Double], _ width: Int) -> [Double] {
                stride(from: 0, to: numbers.count, by: width).flatMap { row in
                    labels.isPublic[Int(numbers[row])] == isPublic ? Array(numbers[row..<row + width]) : []
                }
            }
            chosen.labels = rows(labels.array.values, DetectionMetric.labelWidth)
            chosen.predictions = rows(values, width)
            return chosen
        }
        // A sample may have many labels: the pixels of a segmentation.
        let perSample = labels.array.values.count / max(labels.samples, 1)
        func part(_ numbers: [Double], _ width: Int) -> [Double] {
            labels.isPublic.indices.flatMap {
                labels.isPublic[$0] == isPublic ? numbers[$0 * width..<($0 + 1) * width] : []
            }
        }
        chosen.labels = part(labels.array.values, perSample)
        chosen.predictions = part(values, perSample * width)
        return chosen
    }
}
