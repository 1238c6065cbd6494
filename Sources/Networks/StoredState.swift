import Tensors

// What files of models hold beside the weights.

extension Weight {
    /// What the optimizer remembers of each number, as tensors of the weight's shape.
    public func slotTensors(_ count: Int) throws(TensorError) -> [Tensor] {
        do throws(NetworkError) { try prepareSlots(count) } catch { throw TensorError(.memory, error.message) }
        var tensors: [Tensor] = []
        for slot in slots.prefix(count) {
            let copy = try Tensor(uninitialized: shape, dtype: .float32)
            copy.start.assumingMemoryBound(to: Float.self).update(from: slot, count: self.count)
            tensors.append(copy)
        }
        return tensors
    }

    /// Sets what the optimizer remembers at one place.
    public func setSlot(_ place: Int, _ tensor: Tensor) throws(NetworkError) {
        guard tensor.shape == shape, place >= 0 else {
            throw NetworkError(
                .shape,
                "the optimizer's array of shape \(TensorError.text(of: tensor.shape)) does not fit the weight '\(name)' of shape \(TensorError.text(of: shape))"
            )
        }
        try prepareSlots(place + 1)
        let source = try computing { () throws(TensorError) in try tensor.asType(.float32).contiguous() }
        slots[place].update(from: source.start.assumingMemoryBound(to: Float.self), count: count)
    }
}

extension Optimizer {
    /// Arrays that the row itself remembers for each weight; the sum of gradients and the moving mean stand behind them.
    public func ownSlotCount() throws(NetworkError) -> Int { try kind.slots(values) }
}

extension Loss {
    /// Every setting with its value.
    public var allSettings: [String: Setting] { settings.values }

    /// The kind's settings and the one that every loss has.
    public var settingRows: [SettingRow] { kind.settings + [LossKind.reduction] }
}
