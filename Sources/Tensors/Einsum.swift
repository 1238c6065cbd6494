/// Einstein's summation: products of tensors whose axes carry letters, summed over those that the result does not have.
///
/// Operands are taken two at a time from the left, each pair as a stack of matrix products.
public struct Einsum: Sendable {
    /// Letters of each operand's axes; axes under an ellipsis carry negative numbers, the last being -1.
    private let inputs: [[Int]]
    private let output: [Int]

    /// What stands for one axis in a list of axes: a letter's number or an ellipsis.
    public enum Subscript: Sendable, Equatable {
        case label(Int)
        case ellipsis
    }

    /// A text such as `ij,jk->ik`.
    /// - ranks: of the operands.
    public init(_ text: String, ranks: [Int]) throws(TensorError) {
        var parts: [[Subscript]] = [[]]
        var target: [Subscript]?
        let letters = Array(text.unicodeScalars)
        var at = 0
        while at < letters.count {
            let sign = letters[at]
            var found: Subscript?
            switch sign {
            case " ": break
            case ".":
                guard at + 2 < letters.count, letters[at + 1] == ".", letters[at + 2] == "." else {
                    throw TensorError(
                        .value,
                        target == nil
                            ? "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand \(parts.count - 1)"
                            : "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in the output"
                    )
                }
                at += 2
                found = .ellipsis
            case ",":
                if target != nil { throw Einsum.invalid(sign) }
                parts.append([])
            case "-":
                guard target == nil, at + 1 < letters.count, letters[at + 1] == ">" else {
                    throw TensorError(
                        .value, "einstein sum subscript string does not contain proper '->' output specified")
                }
                at += 1
                target = []
            case "a"..."z", "A"..."Z": found = .label(Int(sign.value))
            default: throw Einsum.invalid(sign)
            }
            if let found {
                if target != nil { target?.append(found) } else { parts[parts.count - 1].append(found) }
            }
            at += 1
        }
        try self.init(parts, target, ranks: ranks)
    }

    private static func invalid(_ sign: Unicode.Scalar) -> TensorError {
        TensorError(
            .value,
            "invalid subscript '\(Character(sign))' in einstein sum subscripts string, subscripts must be letters")
    }

    /// Lists of axes, one for each operand; `nil` for the result takes the letters that occur once.
    public init(_ parts: [[Subscript]], _ target: [Subscript]?, ranks: [Int]) throws(TensorError) {
        guard parts.count == ranks.count else {
            throw TensorError(
                .value,
                parts.count > ranks.count
                    ? "more operands provided to einstein sum function than specified in the subscripts string"
                    : "fewer operands provided to einstein sum function than specified in the subscripts string")
        }
        var inputs: [[Int]] = []
        var widest = 0
        for (operand, (part, rank)) in zip(parts, ranks).enumerated() {
            let named = part.filter { $0 != .ellipsis }.count
            let ellipses = part.count - named
            if named > rank {
                throw TensorError(
                    .value, "einstein sum subscripts string contains too many subscripts for operand \(operand)")
            }
            if ellipses > 1 {
                throw TensorError(
                    .value,
                    "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand \(operand)"
                )
            }
            if ellipses == 0 && named < rank {
                throw TensorError(
                    .value,
                    "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
                )
            }
            widest = max(widest, rank - named)
            inputs.append(
                part.flatMap { item in
                    if case .label(let label) = item { return [label] }
                    return (0..<rank - named).map { $0 - (rank - named) }
                })
        }
        let spread = (0..<widest).map { $0 - widest }
        if let target {
            var output: [Int] = []
            for item in target {
                guard case .label(let label) = item else {
                    output += spread
                    continue
                }
                let name = Unicode.Scalar(UInt32(label)).map { String(Character($0)) } ?? "\(label)"
                if output.contains(label) {
                    throw TensorError(
                        .value, "einstein sum subscripts string includes output subscript '\(name)' multiple times")
                }
                if !inputs.contains(where: { $0.contains(label) }) {
                    throw TensorError(
                        .value,
                        "einstein sum subscripts string included output subscript '\(name)' which never appeared in an input"
                    )
                }
                output.append(label)
            }
            if widest > 0 && !target.contains(.ellipsis) {
                throw TensorError(
                    .value,
                    "output had too few broadcast dimensions; the ellipsis of the operands must stand in the output")
            }
            self.output = output
        } else {
            var counts: [Int: Int] = [:]
            for label in inputs.joined() where label >= 0 { counts[label, default: 0] += 1 }
            output = spread + counts.filter { $0.value == 1 }.keys.sorted()
        }
        self.inputs = inputs
    }

    /// The sum of products.
    public func callAsFunction(_ operands: [Tensor], dtype: DType? = nil) throws(TensorError) -> Tensor {
        let common = operands.dropFirst().reduce(operands[0].dtype) { DType.promote($0, $1.dtype) }
        let type = dtype ?? common
        var terms: [Term] = []
        for (place, operand) in operands.enumerated() {
            terms.append(try Term(operand.asType(type), inputs[place], place))
        }
        var sizes: [Int: Int] = [:]
        for term in terms {
            for (label, size) in zip(term.labels, term.tensor.shape) {
                let known = sizes[label] ?? 1
                if known != 1 && size != 1 && known != size {
                    var every = output
                    for label in terms.flatMap(\.labels) where !every.contains(label) { every.append(label) }
                    let shapes = zip(operands, terms).map { operand, term in
                        let remapped = every.map { label in
                            term.labels.firstIndex(of: label).map { String(term.tensor.shape[$0]) } ?? "newaxis"
                        }.drop { $0 == "newaxis" }
                        return TensorError.tightText(of: operand.shape) + "->(" + remapped.joined(separator: ",") + ")"
                    }
                    throw TensorError(
                        .value,
                        "operands could not be broadcast together with remapped shapes [original->remapped]: "
                            + shapes.joined(separator: " ") + " ")
                }
                sizes[label] = known == 1 ? size : known
            }
        }
        // Axes of length 1 that others make longer are left out: they only broadcast.
        for place in terms.indices where operands.count > 1 {
            let drop = terms[place].labels.indices.filter {
                terms[place].tensor.shape[$0] == 1 && sizes[terms[place].labels[$0]] != 1
            }
            if drop.isEmpty { continue }
            terms[place].tensor = try terms[place].tensor.squeezed(drop)
            terms[place].labels = terms[place].labels.indices.filter { !drop.contains($0) }.map {
                terms[place].labels[$0]
            }
        }
        var left = terms.removeFirst()
        left = try left.summed(keeping: Set(output).union(terms.flatMap(\.labels)))
        while !terms.isEmpty {
            let right = terms.removeFirst()
            let needed = Set(output).union(terms.flatMap(\.labels))
            left = try left.times(right.summed(keeping: needed.union(left.labels)), keeping: needed)
        }
        let order = output.compactMap { left.labels.firstIndex(of: $0) }
        let arranged = try left.tensor.transposed(order)
        guard order.count < output.count else { return arranged }
        // A label that only stood on axes of length 1.
        return try arranged.reshaped(output.map { sizes[$0] ?? 1 })
    }

    /// A tensor whose axes carry labels, each once.
    private struct Term {
        var tensor: Tensor
        var labels: [Int]

        /// Repeated labels take the diagonal.
        init(_ tensor: Tensor, _ given: [Int], _ place: Int) throws(TensorError) {
            var (labels, shape, strides): ([Int], [Int], [Int]) = ([], [], [])
            for (axis, label) in given.enumerated() {
                guard let known = labels.firstIndex(of: label) else {
                    labels.append(label)
                    shape.append(tensor.shape[axis])
                    strides.append(tensor.strides[axis])
                    continue
                }
                let size = tensor.shape[axis]
                if size == shape[known] {
                    strides[known] += tensor.strides[axis]
                } else if shape[known] == 1 {
                    (shape[known], strides[known]) = (size, tensor.strides[axis])
                } else if size != 1 {
                    let name = Unicode.Scalar(UInt32(max(label, 0))).map { String(Character($0)) } ?? ""
                    throw TensorError(
                        .value,
                        "dimensions in operand \(place) for collapsing index '\(name)' don't match (\(shape[known]) != \(size))"
                    )
                }
            }
            self.tensor = Tensor(
                storage: tensor.storage, dtype: tensor.dtype, shape: shape, strides: strides, offset: tensor.offset)
            self.labels = labels
        }

        private init(tensor: Tensor, labels: [Int]) { (self.tensor, self.labels) = (tensor, labels) }

        /// Without the labels that nobody needs any more.
        func summed(keeping needed: Set<Int>) throws(TensorError) -> Term {
            let gone = labels.indices.filter { !needed.contains(labels[$0]) }
            if gone.isEmpty { return self }
            let sum: Tensor
            if tensor.dtype == .bool {
                sum = try Ufunc.row(named: "logical_or").reduce(tensor, axes: gone, keepingDimensions: false)
            } else {
                sum = try tensor.sum(axes: gone, dtype: tensor.dtype)
            }
            return Term(tensor: sum, labels: labels.filter(needed.contains))
        }

        /// The product with another, summed over shared labels that nobody needs any more.
        func times(_ other: Term, keeping needed: Set<Int>) throws(TensorError) -> Term {
            let shared = labels.filter(other.labels.contains)
            let batch = shared.filter(needed.contains)
            let inner = shared.filter { !needed.contains($0) }
            let own = labels.filter { !other.labels.contains($0) }
            let theirs = other.labels.filter { !labels.contains($0) }
            let a = try arranged(batch + own + inner)
            let b = try other.arranged(batch + inner + theirs)
            func size(_ tensor: Tensor, _ range: Range<Int>) -> Int { tensor.shape[range].reduce(1, *) }
            let (x, y) = (batch.count, batch.count + own.count)
            let z = batch.count + inner.count
            let lead = Array(a.shape[..<x])
            let count = lead.reduce(1, *)
            let rows = size(a, x..<y)
            let depth = size(a, y..<a.rank)
            let columns = size(b, z..<b.rank)
            let free = Array(a.shape[x..<y]) + Array(b.shape[z...])
            let product: Tensor
            if inner.isEmpty {
                // Nothing is summed: elementwise.
                product = try Ufunc.multiply(a.reshaped([count, rows, 1]), b.reshaped([count, 1, columns]))
            } else {
                product = try Tensor.matrixProduct(
                    a.reshaped([count, rows, depth]), b.reshaped([count, depth, columns]))
            }
            return Term(tensor: try product.reshaped(lead + free), labels: batch + own + theirs)
        }

        private func arranged(_ order: [Int]) throws(TensorError) -> Tensor {
            try tensor.transposed(order.compactMap { labels.firstIndex(of: $0) })
        }
    }
}
