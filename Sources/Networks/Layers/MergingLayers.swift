import Autograd
import Tensors

/// Layers that join several values.
extension LayerKind {
    public static let merging = [
        elementwise("Add", "add", "The sum of the inputs, element by element.") {
            (inputs) throws(TensorError) in try folded(inputs) { (a, b) throws(TensorError) in try a + b }
        }.with {
            $0.step = { (_, site) throws(NetworkError) in
                site.inputs.allSatisfy { $0.shape == site.outputs[0].shape } ? AddStep(site: site) : nil
            }
        },
        elementwise("Subtract", "subtract", "The first input minus the second.", exactly: 2) {
            (inputs) throws(TensorError) in try inputs[0] - inputs[1]
        },
        elementwise("Multiply", "multiply", "The product of the inputs, element by element.") {
            (inputs) throws(TensorError) in try folded(inputs) { (a, b) throws(TensorError) in try a * b }
        },
        elementwise("Average", "average", "The mean of the inputs, element by element.") {
            (inputs) throws(TensorError) in
            try folded(inputs) { (a, b) throws(TensorError) in try a + b } / Double(inputs.count)
        },
        elementwise("Maximum", "maximum", "The largest of the inputs, element by element.") {
            (inputs) throws(TensorError) in
            try folded(inputs) { (a, b) throws(TensorError) in try Variable.maximum(a, b) }
        },
        elementwise("Minimum", "minimum", "The smallest of the inputs, element by element.") {
            (inputs) throws(TensorError) in
            try folded(inputs) { (a, b) throws(TensorError) in try Variable.minimum(a, b) }
        }, concatenate, dot,
    ]

    private static func folded(
        _ inputs: [Variable], _ body: (Variable, Variable) throws(TensorError) -> Variable
    ) throws(TensorError) -> Variable {
        var result = inputs[0]
        for input in inputs.dropFirst() { result = try body(result, input) }
        return result
    }

    private static func elementwise(
        _ name: String, _ stem: String, _ doc: String, exactly: Int? = nil,
        _ body: @escaping @Sendable ([Variable]) throws(TensorError) -> Variable
    ) -> LayerKind {
        let expression: @Sendable (LayerRun) throws(NetworkError) -> [Variable] = { (run) throws(NetworkError) in
            [try computing { () throws(TensorError) in try body(run.inputs) }]
        }
        return LayerKind(
            name, stem: stem, doc: doc + " Takes a list.",
            shapes: { (layer, inputs) throws(NetworkError) in
                if let exactly, inputs.count != exactly {
                    throw NetworkError(
                        .value,
                        "A `\(name)` layer should be called on exactly \(exactly) inputs. Received: input_shape=[\(inputs.map(Layer.text).joined(separator: ", "))]"
                    )
                }
                guard inputs.count > 1 || exactly == nil && inputs.count == 1 else {
                    throw NetworkError(
                        .value,
                        "A merge layer should be called on a list of at least 1 input. Received: input_shape=\(inputs.map(Layer.text).joined(separator: ", "))"
                    )
                }
                do throws(NetworkError) { return try tried(layer, inputs, expression) } catch {
                    throw NetworkError(
                        .shape,
                        "Inputs have incompatible shapes. Received shapes \(inputs.map(text).joined(separator: " and "))",
                        hint: "a merge needs equal shapes: a 1x1 convolution or a Dense layer on one side makes them so"
                    )
                }
            }, expression: expression
        ).with {
            $0.takesSeveral = true
            $0.mask = { (_, inputs, randomness) throws(NetworkError) in
                let masks = inputs.compactMap(\.mask)
                return masks.count < inputs.count ? nil : try anyOf(masks, randomness)
            }
        }
    }

    /// A mask of what counts in any of several; `nil` for none.
    private static func anyOf(_ masks: [Symbol], _ randomness: Randomness) throws(NetworkError) -> Symbol? {
        guard let first = masks.first, masks.contains(where: { $0 !== first }) else { return masks.first }
        let kind = LayerKind.mask("LogicalOr", "logical_or") { (run) throws(NetworkError) in
            try computing { () throws(TensorError) in
                try folded(run.inputs) { (a, b) throws(TensorError) in try Variable.maximum(a, b) }
            }
        }
        return try kind.mask(of: masks, randomness)
    }

    private static func text(_ shape: [Int]) -> String {
        shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
    }

    /// An axis counted from the batch, which is 0.
    private static func axis(_ value: Int, _ rank: Int, _ owner: String) throws(NetworkError) -> Int {
        let place = value < 0 ? value + rank : value
        guard place > 0, place < rank else {
            throw NetworkError(.value, "\(owner): axis \(value) is out of bounds for inputs with \(rank) axes")
        }
        return place
    }

    private static let concatenate = LayerKind(
        "Concatenate", stem: "concatenate",
        settings: [SettingRow("axis", .int(-1), doc: "The axis along which inputs stand one after the other.")],
        doc: "The inputs one after the other along an axis. Takes a list.",
        check: { (s) throws(NetworkError) in _ = try s.int("axis") },
        shapes: { (layer, inputs) throws(NetworkError) in
            guard let first = inputs.first else {
                throw NetworkError(.value, "A `Concatenate` layer should be called on a list of at least 1 input.")
            }
            let place = try axis(layer.values.int("axis"), first.count + 1, "Concatenate") - 1
            var result = first
            for shape in inputs.dropFirst() {
                let fits =
                    shape.count == first.count
                    && shape.indices.allSatisfy {
                        $0 == place || shape[$0] == first[$0] || shape[$0] < 0 || first[$0] < 0
                    }
                guard fits else {
                    throw NetworkError(
                        .shape,
                        "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape=[\(inputs.map(Layer.text).joined(separator: ", "))]"
                    )
                }
                result[place] = result[place] < 0 || shape[place] < 0 ? -1 : result[place] + shape[place]
            }
            return [result]
        },
        expression: { (run) throws(NetworkError) in
            let place = try axis(run.values.int("axis"), run.x.shape.count, "Concatenate")
            return [try computing { () throws(TensorError) in try Variable.concatenate(run.inputs, axis: place) }]
        }
    ).with {
        $0.takesSeveral = true
        $0.step = { (layer, site) throws(NetworkError) in
            let place = try axis(layer.values.int("axis"), site.outputs[0].shape.count + 1, "Concatenate")
            return ConcatenateStep(site: site, axis: place - 1)
        }
        $0.mask = { (layer, inputs, randomness) throws(NetworkError) in
            let masks = inputs.compactMap(\.mask)
            if masks.isEmpty { return nil }
            let place = try axis(layer.values.int("axis"), inputs[0].shape.count + 1, "Concatenate")
            // Beside features that always count, every place does.
            if place > 1 { return masks.count < inputs.count ? nil : try anyOf(masks, randomness) }
            let isMasked = inputs.map { $0.mask != nil }
            let kind = LayerKind.mask("ConcatenateMasks", "concatenate_masks") { (run) throws(NetworkError) in
                var parts: [Variable] = []
                for (input, isMask) in zip(run.inputs, isMasked) {
                    parts.append(
                        try computing { () throws(TensorError) in
                            isMask ? input : try .filled(1, Array(input.shape.prefix(2)), like: input)
                        })
                }
                let all = parts
                return try computing { () throws(TensorError) in try .concatenate(all, axis: 1) }
            }
            return try kind.mask(of: inputs.map { $0.mask ?? $0 }, randomness)
        }
    }

    private static let dotExpression: @Sendable (LayerRun) throws(NetworkError) -> [Variable] = {
        (run) throws(NetworkError) in
        guard run.inputs.count == 2 else {
            throw NetworkError(.value, "A `Dot` layer should be called on exactly 2 inputs.")
        }
        var (a, b) = (run.inputs[0], run.inputs[1])
        let given: [Int]
        switch run.values.values["axes"] {
        case .int(let one)?: given = [one, one]
        case .ints(let pair)? where pair.count == 2: given = pair
        default: throw NetworkError(.value, "Dot: axes must be a whole number or two of them")
        }
        let axes = (try axis(given[0], a.shape.count, "Dot"), try axis(given[1], b.shape.count, "Dot"))
        if try run.values.bool("normalize") {
            a = try computing { () throws(TensorError) in try a.normalized(axes.0, epsilon: 1e-12) }
            b = try computing { () throws(TensorError) in try b.normalized(axes.1, epsilon: 1e-12) }
        }
        guard a.shape[axes.0] == b.shape[axes.1] else {
            throw NetworkError(
                .shape,
                "Incompatible input shapes: axis values \(a.shape[axes.0]) (at axis \(axes.0)) != \(b.shape[axes.1]) (at axis \(axes.1))."
            )
        }
        // Letters of an Einstein sum: n the batch, k what is summed over.
        let letters = Array("abcdefghijlm")
        guard a.shape.count + b.shape.count - 4 <= letters.count else {
            throw NetworkError(.value, "Dot: inputs have too many axes")
        }
        var next = 0
        func label(_ x: Variable, _ summed: Int) -> (whole: String, rest: String) {
            var (whole, rest) = ("n", "")
            for place in 1..<x.shape.count {
                if place == summed {
                    whole += "k"
                } else {
                    whole.append(letters[next])
                    rest.append(letters[next])
                    next += 1
                }
            }
            return (whole, rest)
        }
        let left = label(a, axes.0), right = label(b, axes.1)
        let pair = [a, b]
        let result = try computing { () throws(TensorError) in
            try Variable.einsum("\(left.whole),\(right.whole)->n\(left.rest)\(right.rest)", pair)
        }
        if result.shape.count > 1 { return [result] }
        return [try computing { () throws(TensorError) in try result.reshaped([result.shape[0], 1]) }]
    }

    private static let dot = LayerKind(
        "Dot", stem: "dot",
        settings: [
            SettingRow("axes", doc: "The axis of each input that is summed over: a number or a pair."),
            SettingRow("normalize", .bool(false), doc: "True makes vectors of length 1 first: the cosine."),
        ],
        doc: "Products of two inputs, summed over an axis. Takes a list.",
        shapes: { (layer, inputs) throws(NetworkError) in try tried(layer, inputs, dotExpression) },
        expression: dotExpression
    ).with { $0.takesSeveral = true }
}
