import Language
import Tensors

/// Numbers, slices, new axes and an ellipsis between brackets, read straight into a view: what nearly all programs
/// write. Arrays of places, and mistakes, are left to the long way.
enum PlainIndex {
    /// What a key selects; `nil` where the long way must be asked.
    static func view(_ tensor: Tensor, _ key: Value) -> Value? {
        guard let (found, hasEllipsis) = view(of: tensor, key) else { return nil }
        var view = found
        if !hasEllipsis, let scalar = view.scalar { return .object(ScalarObject(scalar, tensor.dtype)) }
        return .object(ArrayObject(view.finished()))
    }

    /// `tensor[key] = value` for numbers of the language and arrays of the same type; false where the long way must do
    /// it.
    static func set(_ tensor: Tensor, _ key: Value, _ value: Value) throws(LanguageError) -> Bool {
        let new: ArrayObject?
        switch value {
        case .float where tensor.dtype == .float64: new = nil
        case .int where tensor.dtype == .float64 || tensor.dtype == .int64: new = nil
        case .object(let object):
            guard let array = object as? ArrayObject, array.tensor.dtype == tensor.dtype else { return false }
            new = array
        default: return false
        }
        guard let (found, _) = view(of: tensor, key) else { return false }
        var view = found
        guard let new else {
            switch value {
            case .float(let number): return view.set(.float(number))
            case .int(let number): return view.set(.int(Int64(number)))
            default: return false
            }
        }
        let part = view.finished()
        if part.rank == 0 { return false }
        try lifting { () throws(TensorError) in try part.assign(new.tensor) }
        return true
    }

    /// The view that a key selects, and whether an ellipsis is part of it.
    private static func view(of tensor: Tensor, _ key: Value) -> (PartialView, Bool)? {
        var view = PartialView(of: tensor)
        var hasEllipsis = false
        if case .tuple(let tuple) = key {
            for (place, part) in tuple.values.enumerated() {
                if case .object(let object) = part, object is EllipsisObject {
                    if hasEllipsis { return nil }
                    hasEllipsis = true
                    let used = tuple.values[(place + 1)...].count { if case .none = $0 { false } else { true } }
                    if !view.skip(leaving: used) { return nil }
                } else if !take(part, &view) {
                    return nil
                }
            }
        } else if !take(key, &view) {
            return nil
        }
        return (view, hasEllipsis)
    }

    private static func take(_ part: Value, _ view: inout PartialView) -> Bool {
        switch part {
        case .int(let place): return view.take(place)
        case .none: return view.addAxis()
        case .object(let object):
            guard let slice = object as? SliceObject else {
                guard let number = object as? ScalarObject, number.dtype.isInteger else { return false }
                return view.take(Int(number.scalar.int))
            }
            guard let start = bound(slice.start), let stop = bound(slice.stop), let step = bound(slice.step) else {
                return false
            }
            return view.take(start, stop, step)
        default: return false
        }
    }

    /// An end or step of a slice: outside `nil` for what is neither a number nor left out.
    private static func bound(_ value: Value) -> Int?? {
        switch value {
        case .none: .some(nil)
        case .int(let place): .some(place)
        default: nil
        }
    }
}
