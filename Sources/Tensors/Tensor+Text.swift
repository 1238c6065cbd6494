/// Tensors as text, exactly as NumPy 2 prints arrays.
extension Tensor {
    /// `str(x)`: nested brackets, blanks between the elements.
    public func text(_ options: PrintOptions = PrintOptions()) throws(TensorError) -> String {
        if rank == 0 { return try item().text(dtype) }
        return try text(options, separator: " ", prefix: "", suffix: "")
    }

    /// `repr(x)`: `array([1, 2], dtype=int32)`.
    public func representation(_ options: PrintOptions = PrintOptions()) throws(TensorError) -> String {
        representation(options, body: try text(options, separator: ", ", prefix: "array(", suffix: ")"))
    }

    /// `repr(x)` around elements that are written already.
    public func representation(_ options: PrintOptions, body: String) -> String {
        var extras: [String] = []
        if (count == 0 && shape != [0]) || count > options.threshold {
            extras.append("shape=\(TensorError.text(of: shape))")
        }
        let isImplied = dtype == .float64 || dtype == .int64 || dtype == .bool
        if !isImplied || count == 0 { extras.append("dtype=\(dtype.name)") }
        if extras.isEmpty { return "array(\(body))" }
        let start = "array(\(body),"
        let end = extras.joined(separator: ", ") + ")"
        let lastLine = start.split(separator: "\n", omittingEmptySubsequences: false).last?.utf8.count ?? 0
        return start + (lastLine + end.utf8.count + 1 > options.lineWidth ? "\n      " : " ") + end
    }

    /// NumPy's `array2string`.
    public func text(
        _ options: PrintOptions, separator: String, prefix: String, suffix: String
    ) throws(TensorError) -> String {
        if count == 0 { return "[]" }
        let format = try ElementFormat(shown(options), options)
        return text(options, separator: separator, prefix: prefix, suffix: suffix) { format.text($0) }
    }

    /// The elements that are shown: all, or those that a summary shows.
    public func shown(_ options: PrintOptions) throws(TensorError) -> Tensor {
        count > options.threshold ? try ends(options.edgeItems) : self
    }

    /// Brackets, separators and line breaks around what `element` writes for each shown element.
    public func text(
        _ options: PrintOptions, separator: String, prefix: String, suffix: String, element: (Scalar) -> String
    ) -> String {
        let isShort = count > options.threshold
        return withoutActuallyEscaping(element) { element in
            let layout = Layout(
                tensor: self, element: element, separator: separator, edgeItems: isShort ? options.edgeItems : nil)
            return nested(layout, options, prefix, suffix)
        }
    }

    private func nested(_ layout: Layout, _ options: PrintOptions, _ prefix: String, _ suffix: String) -> String {
        defer { withExtendedLifetime(self) {} }
        return layout.nested(
            axis: 0, place: offset, indent: " " + String(repeating: " ", count: prefix.count),
            width: options.lineWidth - suffix.count)
    }

    /// The elements that a summary shows.
    private func ends(_ edge: Int) throws(TensorError) -> Tensor {
        var result = self
        for axis in shape.indices where shape[axis] > 2 * edge {
            result = try Tensor.concatenate(
                [
                    result.slice(axis: axis, start: 0, count: edge),
                    result.slice(axis: axis, start: shape[axis] - edge, count: edge),
                ], axis: axis)
        }
        return result
    }
}

/// Brackets, separators and line breaks around the elements.
private struct Layout {
    let tensor: Tensor
    let element: (Scalar) -> String
    let separator: String
    /// Elements at each end when the middle is left out.
    let edgeItems: Int?

    /// The text of the sub-tensor that starts at `place`.
    func nested(axis: Int, place: Int, indent: String, width: Int) -> String {
        if axis == tensor.rank {
            return element(Scalar.load(tensor.storage.base + place * tensor.dtype.itemSize, tensor.dtype))
        }
        let length = tensor.shape[axis]
        let edge = edgeItems.flatMap { 2 * $0 < length ? $0 : nil }
        let places = edge.map { Array(0..<$0) + Array(length - $0..<length) } ?? Array(0..<length)
        let isRow = axis == tensor.rank - 1
        let end = trimmed(separator)
        var lines = ""
        var line = indent
        let elementWidth = width - 1 - max(end.count, 1) + (isRow ? 1 : 0)
        let between = end + String(repeating: "\n", count: max(1, tensor.rank - axis - 1))
        for (number, index) in places.enumerated() {
            if let edge, number == edge {
                if isRow {
                    extend(&lines, &line, "...", elementWidth, indent); line += separator
                } else {
                    lines += indent + "..." + between
                }
            }
            let word = nested(
                axis: axis + 1, place: place + index * tensor.strides[axis], indent: indent + " ", width: width - 1)
            let isLast = number == places.count - 1
            if isRow {
                extend(&lines, &line, word, elementWidth, indent)
                if !isLast { line += separator }
            } else {
                lines += indent + word + (isLast ? "" : between)
            }
        }
        let all = isRow ? lines + line : lines
        return "[" + all.dropFirst(indent.count) + "]"
    }

    /// Adds a word to the line, or begins a new line where it would be too long.
    private func extend(_ lines: inout String, _ line: inout String, _ word: String, _ width: Int, _ indent: String) {
        if line.unicodeScalars.count + word.unicodeScalars.count > width && line.utf8.count > indent.utf8.count {
            lines += trimmed(line) + "\n"
            line = indent
        }
        line += word
    }

    private func trimmed(_ text: String) -> String {
        var end = text[...]
        while end.last == " " { end.removeLast() }
        return String(end)
    }
}

/// How each element of an array is written, so that all have one width.
private struct ElementFormat {
    private enum Style {
        case bool(isAlone: Bool)
        case integer(width: Int)
        case positional(precision: Int?, trim: ZeroTrimming, exact: Bool)
        case scientific(precision: Int, exact: Bool, exponentDigits: Int)
    }

    private let dtype: DType
    private var options: PrintOptions
    private var style: Style
    private var padLeft = 0
    private var padRight = 0

    init(_ shown: Tensor, _ options: PrintOptions) throws(TensorError) {
        let dtype = shown.dtype
        self.dtype = dtype
        self.options = options
        let values = try shown.scalars()
        switch dtype.kind {
        case .bool: style = .bool(isAlone: shown.rank == 0)
        case .unsigned, .signed:
            style = .integer(width: 0)
            // A blank stands for a sign only where there is no other.
            if self.options.sign == .blank, values.contains(where: { $0.double < 0 }) { self.options.sign = .minus }
            style = .integer(width: values.reduce(0) { max($0, signed($1).utf8.count) })
        case .float:
            style = .positional(precision: nil, trim: .point, exact: false)
            fit(values.map(\.double))
        }
    }

    /// Chooses notation and widths for floating-point elements.
    private mutating func fit(_ values: [Double]) {
        let finite = values.filter(\.isFinite)
        let sizes = finite.map(\.magnitude).filter { $0 != 0 }
        if !finite.isEmpty {
            if isScientific(sizes) { fitScientific(finite) } else { fitPositional(finite) }
        }
        if options.sign == .blank, !finite.contains(where: { $0.sign == .minus }) { padLeft += 1 }
        guard finite.count != values.count else { return }
        let rest = padRight + 1
        let hasSign = options.sign != .minus || values.contains { $0 == -.infinity }
        padLeft = max(padLeft, options.nanText.count - rest, options.infinityText.count + (hasSign ? 1 : 0) - rest)
    }

    private func isScientific(_ sizes: [Double]) -> Bool {
        guard let greatest = sizes.max(), let least = sizes.min() else { return false }
        let cutoff: Double =
            switch dtype {
            case .float16: 1e3
            case .float32: 1e6
            default: 1e8
            }
        // The elements' own type decides what the quotient and the bound are.
        let (ratio, bound): (Double, Double) =
            switch dtype {
            case .float16: (Double(Float16(Float(greatest) / Float(least))), Double(Float16(0.0001)))
            case .float32: (Double(Float(greatest) / Float(least)), Double(Float(0.0001)))
            default: (greatest / least, 0.0001)
            }
        return greatest >= cutoff || (!options.suppress && (least < bound || ratio > 1000))
    }

    private mutating func fitScientific(_ values: [Double]) {
        let exact = options.floatMode == .fixed
        let precision = options.floatMode == .unique ? nil : options.precision
        var (whole, fraction, power) = (0, 0, 0)
        for value in values {
            let text = FloatText.scientific(
                value, dtype, precision: precision, exact: exact, trim: exact ? .keep : .point)
            let parts = text.split(separator: "e")
            let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
            whole = max(whole, mantissa[0].utf8.count + (hasPlus(value) ? 1 : 0))
            fraction = max(fraction, mantissa.count > 1 ? mantissa[1].utf8.count : 0)
            power = max(power, parts[1].utf8.count - 1)
        }
        padLeft = whole
        padRight = power + 2 + fraction
        style = .scientific(precision: fraction, exact: exact, exponentDigits: power)
    }

    private mutating func fitPositional(_ values: [Double]) {
        let exact = options.floatMode == .fixed
        let precision = options.floatMode == .unique ? nil : options.precision
        for value in values {
            let text = FloatText.positional(
                value, dtype, precision: precision, exact: exact, trim: exact ? .keep : .point)
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            padLeft = max(padLeft, parts[0].utf8.count + (hasPlus(value) ? 1 : 0))
            padRight = max(padRight, parts.count > 1 ? parts[1].utf8.count : 0)
        }
        if exact || options.floatMode == .maxprecEqual {
            style = .positional(precision: padRight, trim: .keep, exact: exact)
        } else {
            style = .positional(precision: precision, trim: .point, exact: false)
        }
    }

    func text(_ value: Scalar) -> String {
        switch style {
        case .bool(let isAlone): return value.isTrue ? (isAlone ? "True" : " True") : "False"
        case .integer(let width):
            let text = signed(value)
            return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
        case .positional(let precision, let trim, let exact):
            let number = value.double
            if !number.isFinite { return special(number) }
            return padded(
                number,
                FloatText.positional(
                    number, dtype, precision: precision, exact: exact, trim: trim, padRight: padRight))
        case .scientific(let precision, let exact, let exponentDigits):
            let number = value.double
            if !number.isFinite { return special(number) }
            return padded(
                number,
                FloatText.scientific(
                    number, dtype, precision: precision, exact: exact, trim: .keep, exponentDigits: exponentDigits))
        }
    }

    /// True for numbers that are written with a plus.
    private func hasPlus(_ number: Double) -> Bool { options.sign == .plus && number.sign == .plus }

    /// A number's text, signed, with its point below the others'.
    private func padded(_ number: Double, _ text: String) -> String {
        let signed = hasPlus(number) ? "+" + text : text
        let whole = signed.utf8.prefix { $0 != UInt8(ascii: ".") }.count
        return String(repeating: " ", count: max(0, padLeft - whole)) + signed
    }

    /// An integer's text with the sign that the options want.
    private func signed(_ value: Scalar) -> String {
        let text = value.text(dtype)
        return options.sign == .minus || value.double < 0 ? text : options.sign.rawValue + text
    }

    private func special(_ number: Double) -> String {
        let sign = number < 0 ? "-" : options.sign == .plus ? "+" : ""
        let text = sign + (number.isNaN ? options.nanText : options.infinityText)
        return String(repeating: " ", count: max(0, padLeft + padRight + 1 - text.count)) + text
    }
}
