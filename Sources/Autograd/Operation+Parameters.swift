import Tensors

extension Operation {
    /// What an operation is told besides its operands; each reads only what it documents.
    public struct Parameters: Sendable {
        /// Axes to reduce, counted from 0; or an order of axes.
        public var axes: [Int] = []
        /// A shape to take on.
        public var shape: [Int] = []
        /// Places in the operand's row-major order, int64, -1 for `fill`; or places on an axis; or a mask.
        public var places: Tensor?
        /// What stands at places -1.
        public var fill = 0.0
        /// The number that shapes a function: a slope, a limit, a scale.
        public var alpha = 0.0
        /// The least and the greatest value.
        public var low = -Double.infinity
        public var high = Double.infinity
        /// First places and steps along each axis, beside `shape` for how many.
        public var starts: [Int] = []
        public var steps: [Int] = []
        /// True where an axis is walked from its end.
        public var isReversed = false
        /// Numbers of the axes of each operand and, at the end, of the result.
        public var labels: [[Int]] = []
        /// How windows walk over images.
        public var walk = WindowWalk()

        public init(axes: [Int] = [], shape: [Int] = [], places: Tensor? = nil, fill: Double = 0) {
            self.axes = axes
            self.shape = shape
            self.places = places
            self.fill = fill
        }

        /// A number that shapes the function.
        public init(alpha: Double) { self.alpha = alpha }

        /// The least and the greatest value.
        public init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

        /// `shape[i]` places of each axis, from `starts[i]` on by `steps[i]`.
        init(starts: [Int], steps: [Int], shape: [Int]) {
            self.starts = starts
            self.steps = steps
            self.shape = shape
        }

        /// How windows walk, and a shape that the operands do not tell.
        init(walk: WindowWalk, shape: [Int] = []) {
            self.walk = walk
            self.shape = shape
        }

        /// The same with other settings.
        func with(_ change: (inout Parameters) -> Void) -> Parameters {
            var copy = self
            change(&copy)
            return copy
        }
    }
}
