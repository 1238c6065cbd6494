import Loops
import Tensors

/// One array of numbers that a layer keeps: a kernel or a bias that it learns, or a moving mean.
public final class Weight {
    public let name: String
    public let shape: [Int]
    public var isTrainable: Bool
    /// Where the numbers are: contiguous float32, shared with nobody.
    let storage: Target
    public let count: Int
    /// What the optimizer remembers of each number.
    private(set) var slots: [Target] = []
    /// Grows whenever the numbers change.
    private(set) var version = 0
    /// The gradient of the last step.
    let gradient: Target
    /// The owners of all that.
    private let memory: [FloatMemory]
    private var slotMemory: [FloatMemory] = []

    /// What is added to the loss for it, and what it must be after each step.
    public let regularizer: Regularizer?
    public let constraint: Constraint?

    public init(_ row: WeightRow, _ randomness: Randomness) throws(NetworkError) {
        let (name, shape) = (row.name, row.shape)
        var count = 1
        for extent in shape {
            if extent < 0 {
                throw NetworkError(
                    .value,
                    "the weight '\(name)' needs extents of the input that are None",
                    hint: "give every extent in Input(shape)")
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow || product > 1 << 31 {
                throw NetworkError(
                    .memory,
                    "the weight '\(name)' of shape \(TensorError.text(of: shape)) needs more memory than there is")
            }
            count = product
        }
        // The first values, the numbers themselves and their gradient.
        do throws(TensorError) { try Tensor.checkedCount([3 * count], .float32) } catch {
            throw NetworkError(
                .memory,
                "the weight '\(name)' of shape \(TensorError.text(of: shape)) needs more memory than there is",
                hint: "\(count) numbers, each with its gradient: make the layer smaller")
        }
        try Extents.reserve(12 * count, "the weight '\(name)' of shape \(TensorError.text(of: shape))")
        self.name = name
        self.shape = shape
        self.count = count
        isTrainable = row.isTrainable
        regularizer = row.regularizer
        constraint = row.constraint
        let values = try row.initializer.values(shape, fans: (row.fanIn, row.fanOut), randomness)
        let kept = try FloatMemory(count, "the weight '\(name)'"),
            slope = try FloatMemory(count, "the weight '\(name)'")
        memory = [kept, slope]
        storage = kept.base
        gradient = slope.base
        storage.update(from: values, count: count)
    }

    /// The numbers, copied out or set.
    public func tensor() throws(TensorError) -> Tensor {
        let copy = try Tensor(uninitialized: shape, dtype: .float32)
        copy.start.assumingMemoryBound(to: Float.self).update(from: storage, count: count)
        return copy
    }

    /// The numbers themselves, as a tensor: what is written into one is seen in the other.
    public var view: Tensor {
        let owner = Unmanaged.passRetained(self)
        let release: @Sendable () -> Void = { [bits = UInt(bitPattern: owner.toOpaque())] in
            if let pointer = UnsafeRawPointer(bitPattern: bits) { Unmanaged<Weight>.fromOpaque(pointer).release() }
        }
        return Tensor(
            over: Storage(base: storage, byteCount: count * 4, release: release), dtype: .float32, shape: shape)
    }

    /// The numbers were written through `storage`.
    func hasChanged() { version &+= 1 }

    /// Sets the numbers from a tensor of the same shape.
    public func set(_ tensor: Tensor) throws(NetworkError) {
        guard tensor.shape == shape else {
            throw NetworkError(
                .shape,
                "Layer weight shape \(TensorError.text(of: shape)) is not compatible with provided weight shape \(TensorError.text(of: tensor.shape))."
            )
        }
        do throws(TensorError) {
            let source = try tensor.asType(.float32).contiguous()
            storage.update(from: source.start.assumingMemoryBound(to: Float.self), count: count)
            hasChanged()
        } catch { throw NetworkError(.value, error.message) }
    }

    /// Makes sure of so many arrays of zeros for the optimizer.
    func prepareSlots(_ wanted: Int) throws(NetworkError) {
        while slots.count < wanted {
            slotMemory.append(try FloatMemory(count, "what the optimizer keeps of the weight '\(name)'"))
            slots = slotMemory.map(\.base)
        }
    }

    /// Forgets what an earlier optimizer remembered.
    func clearSlots() {
        slots = []
        slotMemory = []
    }
}
