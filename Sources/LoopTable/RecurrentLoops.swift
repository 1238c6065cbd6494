/// Rows of floats that follow each other at a distance.
public struct Lines {
    public var base: Target
    public var stride: Int

    public init(_ base: Target, _ stride: Int) {
        self.base = base
        self.stride = stride
    }

    /// The same from a later row on.
    public func from(_ row: Int) -> Lines { Lines(base + row * stride, stride) }
}

/// One step of recurrent layers for some samples, each a row: what follows the products, and the way back to them.
///
/// U units; `curve` is the activation that Keras calls so, gates take the sigmoid. Rows may be read up to 15 floats
/// behind their end, without a use for them.
public struct RecurrentLoops: Sendable {
    /// Activations whose slopes their results tell.
    public enum Curve: Sendable, CaseIterable { case linear, relu, sigmoid, tanh }

    /// Gates i f g o, [rows, 4 U], from their sums in place; cell = f old + i g; h = o curve(cell). The cell may take the
    /// old one's place.
    public var lstm:
        @Sendable (
            _ gates: Lines, _ old: Lines, _ cell: Lines, _ h: Lines, _ rows: Int, _ units: Int, _ curve: Curve
        ) -> Void
    /// Gradients of the gates' sums in the gates' place, from dh + dy and the cell's gradient, which becomes the old one's.
    public var lstmGradient:
        @Sendable (
            _ gates: Lines, _ old: Lines, _ cell: Lines, _ dh: Lines, _ dy: Lines, _ dCell: Lines, _ rows: Int,
            _ units: Int, _ curve: Curve
        ) -> Void
    /// Gates z r g, [rows, 3 U], from the input's sums in place and the state's: the reset gate works on the state's sum,
    /// which is kept as a fourth. h = z old + (1 - z) g; it may take the old one's place.
    public var gru:
        @Sendable (
            _ gates: Lines, _ sums: Lines, _ old: Lines, _ h: Lines, _ rows: Int, _ units: Int, _ curve: Curve
        ) -> Void
    /// Gradients of the input's sums z r g and of the state's sum of g, in the gates' place, from dh + dy + dOld; dOld
    /// becomes the old state's gradient but for the products' share.
    public var gruGradient:
        @Sendable (
            _ gates: Lines, _ old: Lines, _ dh: Lines, _ dy: Lines, _ dOld: Lines, _ rows: Int, _ units: Int,
            _ curve: Curve
        ) -> Void
    /// Of a GRU that resets before the product: gates z r from the input's sums in place and the state's; r h is kept as a
    /// fourth.
    public var reset: @Sendable (_ gates: Lines, _ sums: Lines, _ h: Lines, _ rows: Int, _ units: Int) -> Void
    /// What follows the product of r h: the gate g, and h = z old + (1 - z) g, which may take the old one's place.
    public var blend:
        @Sendable (
            _ gates: Lines, _ sums: Lines, _ old: Lines, _ h: Lines, _ rows: Int, _ units: Int, _ curve: Curve
        ) -> Void
    /// Gradients of the sums z and g in the gates' place, from dh + dy + dOld; dOld becomes the old state's gradient but for
    /// the products' share.
    public var blendGradient:
        @Sendable (
            _ gates: Lines, _ old: Lines, _ dh: Lines, _ dy: Lines, _ dOld: Lines, _ rows: Int, _ units: Int,
            _ curve: Curve
        ) -> Void
    /// The gradient of the sum r in its gate's place, from that of r h, which becomes h's share of it.
    public var resetGradient: @Sendable (_ gates: Lines, _ h: Lines, _ d: Lines, _ rows: Int, _ units: Int) -> Void
    /// h = curve(sums)
    public var simple: @Sendable (_ sums: Lines, _ h: Lines, _ rows: Int, _ units: Int, _ curve: Curve) -> Void
    /// Gradients of the sums, from dh + dy.
    public var simpleGradient:
        @Sendable (
            _ sums: Lines, _ h: Lines, _ dh: Lines, _ dy: Lines, _ rows: Int, _ units: Int, _ curve: Curve
        ) -> Void

    public init(
        lstm: @escaping @Sendable (Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        lstmGradient: @escaping @Sendable (Lines, Lines, Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        gru: @escaping @Sendable (Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        gruGradient: @escaping @Sendable (Lines, Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        reset: @escaping @Sendable (Lines, Lines, Lines, Int, Int) -> Void,
        blend: @escaping @Sendable (Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        blendGradient: @escaping @Sendable (Lines, Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void,
        resetGradient: @escaping @Sendable (Lines, Lines, Lines, Int, Int) -> Void,
        simple: @escaping @Sendable (Lines, Lines, Int, Int, Curve) -> Void,
        simpleGradient: @escaping @Sendable (Lines, Lines, Lines, Lines, Int, Int, Curve) -> Void
    ) {
        self.lstm = lstm
        self.lstmGradient = lstmGradient
        self.gru = gru
        self.gruGradient = gruGradient
        self.reset = reset
        self.blend = blend
        self.blendGradient = blendGradient
        self.resetGradient = resetGradient
        self.simple = simple
        self.simpleGradient = simpleGradient
    }
}
