import Tensors

/// Products of matrices and of tensors by subscripts.
extension Operation {
    static let products: [Operation] =
        [
            Operation(
                "matmul",
                "a @ b over the last two axes, the axes before broadcast; where `axes[0]` or `axes[1]` is 1, that operand is stored the other way round",
                examples: [
                    Example([[2, 3], [3, 4]]), Example([[2, 2, 3], [3, 2]]), Example([[2, 1, 2, 3], [1, 2, 3, 1]]),
                    Example([[3, 2], [3, 4]], Parameters(axes: [1, 0])),
                    Example([[2, 3], [4, 3]], Parameters(axes: [0, 1])),
                    Example([[2, 3, 2], [4, 3]], Parameters(axes: [1, 1])), Example([[2, 0], [0, 3]]),
                ],
                forward: { (x, settings) throws(TensorError) in
                    let (turnsA, turnsB) = turns(settings)
                    return try MatrixProducts.multiply(x[0], x[1], turnsA: turnsA, turnsB: turnsB)
                },
                backward: { (flow) throws(TensorError) in
                    let (a, b, dy) = (flow.inputs[0], flow.inputs[1], flow.dy)
                    let (turnsA, turnsB) = turns(flow.parameters)
                    func product(_ a: Variable, _ b: Variable, _ first: Bool, _ second: Bool) throws(TensorError)
                        -> Variable
                    { try row("matmul")(a, b, parameters: .init(axes: [first ? 1 : 0, second ? 1 : 0])) }
                    return [
                        try flow.when(0) { () throws(TensorError) in
                            try (turnsA ? product(b, dy, turnsB, true) : product(dy, b, false, !turnsB))
                                .summed(to: a.shape)
                        },
                        try flow.when(1) { () throws(TensorError) in
                            try (turnsB ? product(dy, a, true, turnsA) : product(a, dy, !turnsA, false))
                                .summed(to: b.shape)
                        },
                    ]
                }),
            Operation(
                "einsum",
                "the sum of products over the axes whose `labels` the result (the last list) does not have; labels are different within each list",
                examples: [
                    Example([[2, 3], [3, 2]], Parameters().with { $0.labels = [[1, 2], [2, 3], [3, 1]] }),
                    Example([[2, 3], [2], [3, 2]], Parameters().with { $0.labels = [[1, 2], [1], [2, 4], [2]] }),
                    Example([[2, 3]], Parameters().with { $0.labels = [[1, 2], [2]] }),
                    Example([[2], [3]], Parameters().with { $0.labels = [[1], [2], []] }),
                ],
                forward: { (x, settings) throws(TensorError) in
                    let labels = settings.labels.map { $0.map { Einsum.Subscript.label($0) } }
                    guard labels.count == x.count + 1 else { throw TensorError(.type, "einsum needs labels") }
                    return try Einsum(Array(labels.dropLast()), labels[x.count], ranks: x.map(\.rank))(x)
                },
                backward: { (flow) throws(TensorError) in
                    var parts: [Variable?] = []
                    for place in flow.inputs.indices {
                        parts.append(try flow.when(place) { () throws(TensorError) in try einsumGradient(flow, place) })
                    }
                    return parts
                }),
        ] + convolutions + pools

    private static func turns(_ settings: Parameters) -> (Bool, Bool) {
        settings.axes.count == 2 ? (settings.axes[0] == 1, settings.axes[1] == 1) : (false, false)
    }

    /// The einsum of dy and the other operands with this operand's labels; over labels that stand nowhere else it
    /// was summed, so they are repeated.
    private static func einsumGradient(_ flow: Flow, _ place: Int) throws(TensorError) -> Variable {
        let labels = flow.parameters.labels
        let own = labels[place]
        var operands = [flow.dy]
        var lists = [labels[flow.inputs.count]]
        for other in flow.inputs.indices where other != place {
            operands.append(flow.inputs[other])
            lists.append(labels[other])
        }
        let known = Set(lists.joined())
        let target = own.filter(known.contains)
        let sum = try row("einsum").apply(operands, Parameters().with { $0.labels = lists + [target] })
        let shape = flow.inputs[place].shape
        let wide = try sum.reshaped(zip(own, shape).map { known.contains($0) ? $1 : 1 })
        return try wide.broadcast(to: shape)
    }
}

extension Variable {
    /// `a @ b`; vectors are rows on the left and columns on the right.
    public static func matmul(_ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        if a.value.rank == 0 || b.value.rank == 0 {
            throw TensorError(.value, "matmul: operands need at least one dimension, use * for numbers")
        }
        if a.value.rank > 2, b.value.rank == 2 {
            // One product of all rows: the gradient of b is one product as well.
            guard a.shape.last == b.shape[0] else { return try Operation.row("matmul")(a, b) }
            let rows = try a.reshaped([a.shape.dropLast().reduce(1, *), b.shape[0]])
            return try Operation.row("matmul")(rows, b).reshaped(Array(a.shape.dropLast()) + [b.shape[1]])
        }
        let left = a.value.rank == 1 ? try a.reshaped([1, a.shape[0]]) : a
        let right = b.value.rank == 1 ? try b.reshaped([b.shape[0], 1]) : b
        var result = try Operation.row("matmul")(left, right)
        if a.value.rank == 1 {
            result = try result.reshaped(Array(result.shape.dropLast(2)) + [result.shape.last ?? 1])
        }
        if b.value.rank == 1 { result = try result.reshaped(Array(result.shape.dropLast())) }
        return result
    }

    /// NumPy's dot: products with numbers, of vectors, of matrices; in general over the last axis of `a` and the
    /// last but one of `b`.
    public static func dot(_ a: Variable, _ b: Variable) throws(TensorError) -> Variable {
        if a.value.rank == 0 || b.value.rank == 0 { return try a * b }
        if a.value.rank <= 2, b.value.rank <= 2 { return try matmul(a, b) }
        return try tensorProduct(a, b, [a.value.rank - 1], [Swift.max(b.value.rank - 2, 0)])
    }

    /// NumPy's tensordot: the sum of products over pairs of axes.
    public static func tensorProduct(_ a: Variable, _ b: Variable, _ left: [Int], _ right: [Int]) throws(TensorError)
        -> Variable
    {
        let (left, right) = (try a.value.checkedAxes(left), try b.value.checkedAxes(right))
        guard left.count == right.count, zip(left, right).allSatisfy({ a.shape[$0] == b.shape[$1] }) else {
            throw TensorError(
                .value,
                "tensordot: axes \(left) of shape \(TensorError.text(of: a.shape)) do not match axes \(right) of shape \(TensorError.text(of: b.shape))"
            )
        }
        let first = Array(0..<a.value.rank)
        var second = (0..<b.value.rank).map { $0 + a.value.rank }
        for (one, other) in zip(left, right) { second[other] = first[one] }
        let target = first.filter { !left.contains($0) } + second.filter { $0 >= a.value.rank }
        return try Operation.row("einsum").apply([a, b], .init().with { $0.labels = [first, second, target] })
    }

    /// Keras's `Dot` layer: for each sample the sum of products over one axis of each, the other axes of `a` before
    /// those of `b`; [N, 1] where none are left.
    /// - normalizes: both are brought to length 1 along the axis first, so that the result is a cosine.
    /// - Throws: `value` for axis 0, and for axes of different lengths.
    public static func batchDot(_ a: Variable, _ b: Variable, axes: (Int, Int), normalizes: Bool = false)
        throws(TensorError) -> Variable
    {
        let (i, j) = (try a.value.checkedAxis(axes.0), try b.value.checkedAxis(axes.1))
        guard i > 0, j > 0, a.shape[0] == b.shape[0], a.shape[i] == b.shape[j] else {
            throw TensorError(
                .value,
                "Cannot do batch_dot on inputs with shapes \(TensorError.text(of: a.shape)) and \(TensorError.text(of: b.shape)) with axes=[\(i), \(j)]: the first axis is the batch, the summed ones are equally long."
            )
        }
        let x = normalizes ? try a.normalized(i) : a
        let y = normalizes ? try b.normalized(j) : b
        let first = Array(0..<a.shape.count)
        var second = (0..<b.shape.count).map { $0 + a.shape.count }
        (second[0], second[j]) = (0, i)
        let rest = first.filter { $0 != 0 && $0 != i } + second.filter { $0 >= a.shape.count }
        let result = try Operation.row("einsum").apply(
            [x, y], .init().with { $0.labels = [first, second, [0] + rest] })
        return rest.isEmpty ? try result.expandingDimensions([1]) : result
    }

    /// NumPy's einsum: products of one operand or more, summed over the letters that the result does not have.
    /// - Throws: `value`, worded as NumPy words it.
    public static func einsum(_ text: String, _ operands: [Variable]) throws(TensorError) -> Variable {
        guard !operands.isEmpty else {
            throw TensorError(.value, "must specify the einstein sum subscripts string and at least one operand")
        }
        let ranks = operands.map(\.shape.count)
        _ = try Einsum(text, ranks: ranks)
        var (lists, target) = subscripts(text, ranks)
        var terms = operands
        for place in terms.indices { try takeDiagonals(&terms[place], &lists[place]) }
        var sizes: [Int: Int] = [:]
        for (term, list) in zip(terms, lists) {
            for (label, size) in zip(list, term.shape) where size != 1 { sizes[label] = sizes[label] ?? size }
        }
        // Axes of length 1 that others make longer are left out: they only broadcast.
        for place in terms.indices {
            let drop = lists[place].indices.filter {
                terms[place].shape[$0] == 1 && sizes[lists[place][$0]] ?? 1 != 1
            }
            if drop.isEmpty { continue }
            terms[place] = try terms[place].squeezed(drop)
            lists[place] = lists[place].indices.filter { !drop.contains($0) }.map { lists[place][$0] }
        }
        target = target.filter { label in lists.contains { $0.contains(label) } }
        return try Operation.row("einsum").apply(terms, .init().with { $0.labels = lists + [target] })
    }

    /// The labels of a text that was checked: letters by their codes, axes under an ellipsis by numbers from 1000 on.
    private static func subscripts(_ text: String, _ ranks: [Int]) -> (lists: [[Int]], target: [Int]) {
        let sides = text.filter { $0 != " " }.split(separator: "-", omittingEmptySubsequences: false)
        func labels(_ text: Substring, _ rank: Int) -> [Int] {
            let letters = text.unicodeScalars.filter { $0 != "." }.count
            let hidden = text.contains(".") ? Swift.max(rank - letters, 0) : 0
            var found: [Int] = []
            var isInside = false
            for sign in text.unicodeScalars {
                if sign != "." {
                    found.append(Int(sign.value))
                } else if !isInside {
                    found += (0..<hidden).map { 1000 + 64 - hidden + $0 }
                    isInside = true
                }
            }
            return found
        }
        let parts = sides[0].split(separator: ",", omittingEmptySubsequences: false)
        let lists = zip(parts, ranks).map { labels($0, $1) }
        let hidden = Set(lists.joined().filter { $0 >= 1000 }).sorted()
        if sides.count > 1 {
            let right = sides[1].dropFirst()
            return (lists, labels(right, hidden.count + right.filter { $0 != "." }.count))
        }
        var counts: [Int: Int] = [:]
        for label in lists.joined() where label < 1000 { counts[label, default: 0] += 1 }
        return (lists, hidden + counts.filter { $0.value == 1 }.keys.sorted())
    }

    /// A letter that one operand has twice takes the diagonal of its axes.
    private static func takeDiagonals(_ term: inout Variable, _ list: inout [Int]) throws(TensorError) {
        while let second = list.indices.first(where: { list[..<$0].contains(list[$0]) }),
            let first = list.firstIndex(of: list[second])
        {
            guard term.shape[first] == term.shape[second] else {
                throw TensorError(
                    .value,
                    "dimensions in operand for collapsing index don't match (\(term.shape[first]) != \(term.shape[second]))"
                )
            }
            let all = try Tensor((0..<term.value.count).map(Int64.init), shape: term.shape)
            let places = try all.diagonal(0, first, second).contiguous()
            let label = list[first]
            term = try Operation.row("gather")(term, parameters: .init(places: places))
            list.remove(at: second)
            list.remove(at: first)
            list.append(label)
        }
    }
}
