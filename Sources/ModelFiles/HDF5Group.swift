import Networks
import Tensors

/// A group of an HDF5 file in memory: attributes, arrays and groups by name.
///
/// Files are read and written as a whole: what stands above sees plain values, and libhdf5 is in use for as short as
/// can be.
public struct HDF5Group {
    /// An array or an attribute's value.
    public enum Value {
        /// Numbers: float32, or int64 for whole ones.
        case numbers(Tensor)
        /// One text.
        case text(String)
        /// A list of texts.
        case texts([String])
    }

    /// What a group holds under a name.
    public indirect enum Member {
        case group(HDF5Group)
        case array(Value)
    }

    public var attributes: [String: Value] = [:]
    public var members: [String: Member] = [:]

    public init() {}

    /// The group at a path of names with slashes between.
    public subscript(path: String) -> HDF5Group? {
        get {
            var group = self
            for name in path.split(separator: "/") {
                guard case .group(let next)? = group.members[String(name)] else { return nil }
                group = next
            }
            return group
        }
        set { place(path.split(separator: "/"), newValue.map { .group($0) }) }
    }

    /// The numbers at a path.
    public func numbers(_ path: String) -> Tensor? {
        var parts = path.split(separator: "/")
        guard let name = parts.popLast(), let group = self[parts.joined(separator: "/")],
            case .array(.numbers(let tensor))? = group.members[String(name)]
        else { return nil }
        return tensor
    }

    /// Puts numbers at a path; groups on the way are made.
    public mutating func set(_ tensor: Tensor, at path: String) {
        place(path.split(separator: "/"), .array(.numbers(tensor)))
    }

    private mutating func place(_ path: [Substring], _ member: Member?) {
        guard let first = path.first.map(String.init) else {
            if case .group(let group)? = member { self = group }
            return
        }
        if path.count == 1 {
            members[first] = member
            return
        }
        var inner = HDF5Group()
        if case .group(let there)? = members[first] { inner = there }
        inner.place(Array(path.dropFirst()), member)
        members[first] = .group(inner)
    }

    /// The text of an attribute.
    public func text(_ name: String) -> String? {
        if case .text(let text)? = attributes[name] { text } else { nil }
    }

    /// The texts of an attribute; those too many for one attribute stand in `name0`, `name1`, …
    public func texts(_ name: String) -> [String]? {
        switch attributes[name] {
        case .texts(let texts)?: return texts
        case .text(let text)?: return [text]
        // Nothing at all is stored as no numbers.
        case .numbers(let tensor)? where tensor.count == 0: return []
        default: break
        }
        var all: [String] = []
        var part = 0
        while case .texts(let texts)? = attributes["\(name)\(part)"] {
            all += texts
            part += 1
        }
        return part == 0 ? nil : all
    }
}
