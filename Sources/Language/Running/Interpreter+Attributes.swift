extension Interpreter {
    /// `value.name`.
    public func getAttribute(_ value: Value, _ name: String) throws(LanguageError) -> Value {
        if let found = try findAttribute(value, name) { return found }
        throw missingAttribute(value, name)
    }

    /// `value.name`, or `nil` where there is none.
    public func findAttribute(_ value: Value, _ name: String) throws(LanguageError) -> Value? {
        if case .object(let object) = value {
            switch object {
            case let instance as Instance: if let found = try instanceAttribute(instance, value, name) { return found }
            case let module as ModuleObject:
                if let found = try module.member(name, self) { return found }
                if let found = try importModule(module.name + "." + name, orNil: true) { return .object(found) }
                if name == "__name__" { return Value(module.name) }
                if name == "__doc__" { return Value(module.doc) }
                return nil
            case let cls as ClassObject: return try classAttribute(cls, name)
            case let object as SuperObject: return try superAttribute(object, name)
            case let method as BoundMethod:
                if name != "__class__", NativeType.method.property(name) == nil, SpecialMethods.plain[name] == nil {
                    return try findAttribute(method.function, name)
                }
            default: break
            }
        }
        if case .function(let function) = value {
            if let found = function.attributes.first(where: { $0.0 == name }) { return found.1 }
            switch name {
            case "__name__": return Value(function.name)
            case "__qualname__": return Value(function.qualifiedName)
            case "__doc__": return function.doc
            case "__dict__":
                let dict = Dict()
                for (name, value) in function.attributes { try dict.set(Value(name), value, self) }
                return .dict(dict)
            case "__defaults__": return function.defaults.isEmpty ? Value.none : .tuple(Tuple(function.defaults))
            default: break
            }
        }
        let type = value.nativeType
        if let method = type.method(name) { return .object(NativeFunctionObject(method, receiver: value)) }
        if let object = value.heapObject {
            if let property = type.property(name) { return try property.get(object, self) }
            if let slot = type.slot(\.getAttribute), let found = try slot(object, name, self) { return found }
        }
        if let found = IntMethods.attribute(value, name) { return found }
        if name == "__class__" { return .object(classObject(of: value)) }
        if name.hasPrefix("__"), let row = SpecialMethods.method(name, of: type) ?? SpecialMethods.plain[name] {
            return special(row, value)
        }
        return nil
    }

    /// The error for an attribute that is not there, with the nearest name.
    func missingAttribute(_ value: Value, _ name: String) -> LanguageError {
        let nearest = Suggestion.nearest(to: name, among: attributeNames(value))
        let hint = nearest.map { "Did you mean: '\($0)'?" }
        switch value {
        case .object(let module as ModuleObject):
            return .attributeError("module '\(module.name)' has no attribute '\(name)'", hint: hint)
        case .object(let cls as ClassObject) where cls.enumeration != nil: return .attributeError(name, hint: hint)
        case .object(let cls as ClassObject):
            return .attributeError("type object '\(cls.name)' has no attribute '\(name)'", hint: hint)
        // A method's attributes are its function's.
        case .object(let method as BoundMethod): return missingAttribute(method.function, name)
        default: return .attributeError("'\(value.typeName)' object has no attribute '\(name)'", hint: hint)
        }
    }

    /// `instance.name` in Python's order: `__getattribute__`, then what `ownAttribute` finds, then `__getattr__`.
    private func instanceAttribute(
        _ instance: Instance, _ value: Value, _ name: String
    ) throws(LanguageError) -> Value? {
        let asks = instance.cls.lookUp("__getattribute__")
        let fallback = instance.cls.lookUp("__getattr__")
        do throws(LanguageError) {
            if let asks { return try call(asks, [value, Value(name)]) }
            if let found = try ownAttribute(instance, value, name) { return found }
        } catch {
            guard fallback != nil, matches(error, .attributeError) else { throw error }
        }
        if let fallback { return try call(fallback, [value, Value(name)]) }
        return nil
    }

    /// True for members of a class that answer before the instance's own attributes: properties and other descriptors
    /// that can be set.
    func speaksFirst(_ member: Value?) -> Bool {
        guard case .object(let object)? = member else { return false }
        if object is Descriptor { return true }
        guard let instance = object as? Instance else { return false }
        return instance.cls.lookUp("__set__") != nil || instance.cls.lookUp("__delete__") != nil
    }

    /// What a member that is a descriptor of the program's own class gives: `member.__get__(value, cls)`.
    private func described(_ member: Value, _ value: Value, _ cls: ClassObject) throws(LanguageError) -> Value? {
        guard case .object(let object as Instance) = member, object.cls.isUser, object.cls.lookUp("__get__") != nil
        else {
            return nil
        }
        return try callSpecial("__get__", member, [value, .object(cls)])
    }

    /// `object.__getattribute__(instance, name)`: descriptors that can be set, the instance's own attributes, the
    /// class's members, what the built-in type below the class has.
    func ownAttribute(_ instance: Instance, _ value: Value, _ name: String) throws(LanguageError) -> Value? {
        let cls = instance.cls
        let inClass = cls.lookUp(name)
        if speaksFirst(inClass), let inClass {
            if case .object(let descriptor as Descriptor) = inClass, descriptor.kind == .property {
                return try call(descriptor.get, [value])
            }
            if let answer = try described(inClass, value, cls) { return answer }
        }
        if let own = instance.attribute(name) { return own }
        if let inClass { return try described(inClass, value, cls) ?? bind(inClass, to: value, of: cls) }
        if name == "__dict__", cls.allowedNames == nil { return .dict(instance.asDictionary()) }
        if name == "__class__" { return .object(cls) }
        if let derived = instance as? DerivedInstance, let object = derived.payload.heapObject {
            let native = object.nativeType
            if let found = native.property(name) { return try found.get(object, self) }
            if let slot = native.slot(\.getAttribute), let found = try slot(object, name, self) { return found }
        } else if !(instance is DerivedInstance), let native = cls.native {
            if let found = native.property(name) { return try found.get(instance, self) }
            if let slot = native.slot(\.getAttribute), let found = try slot(instance, name, self) { return found }
        }
        if let payload = value.payload, let found = IntMethods.attribute(payload, name) { return found }
        guard name.hasPrefix("__"), let row = SpecialMethods.inherited(name, by: cls) else { return nil }
        return special(row, value)
    }

    /// A special method of a built-in type, bound: most work on the payload, those of `object` on the instance.
    private func special(_ row: NativeFunction, _ value: Value) -> Value {
        if row.isStatic { return .object(NativeFunctionObject(row)) }
        let receiver = SpecialMethods.keepsInstance(row) ? value : value.payload ?? value
        return .object(NativeFunctionObject(row, receiver: receiver))
    }

    /// A class's member as seen through an object: functions become methods.
    func bind(_ member: Value, to receiver: Value, of cls: ClassObject) -> Value {
        switch member {
        case .function: return .object(BoundMethod(function: member, receiver: receiver))
        case .object(let native as NativeFunctionObject) where native.takesReceiver:
            if let payload = receiver.payload,
                !cls.order.contains(where: { $0.isUser && $0.members[native.function.name]?.heapObject === native })
            {
                return .object(NativeFunctionObject(native.function, receiver: payload))
            }
            return .object(NativeFunctionObject(native.function, receiver: receiver))
        case .object(let descriptor as Descriptor):
            switch descriptor.kind {
            case .staticMethod: return descriptor.get
            case .classMethod: return .object(BoundMethod(function: descriptor.get, receiver: .object(cls)))
            case .property: return member
            }
        case .object(let object) where object.nativeType.slots.bindsToInstances:
            return .object(BoundMethod(function: member, receiver: receiver))
        default: return member
        }
    }

    private func classAttribute(_ cls: ClassObject, _ name: String) throws(LanguageError) -> Value? {
        if let member = cls.lookUp(name) {
            guard case .object(let descriptor as Descriptor) = member else {
                return try described(member, .none, cls) ?? member
            }
            switch descriptor.kind {
            case .staticMethod: return descriptor.get
            case .classMethod: return .object(BoundMethod(function: descriptor.get, receiver: .object(cls)))
            case .property: return member
            }
        }
        switch name {
        case "__name__": return Value(cls.name)
        case "__qualname__": return Value(cls.qualifiedName)
        case "__doc__": return cls.doc
        case "__module__": return Value(cls.module)
        case "__bases__": return .tuple(Tuple(cls.bases.map { .object($0) }))
        case "__members__" where cls.enumeration != nil:
            let dict = Dict()
            for (name, member) in cls.enumeration?.names ?? [] { try dict.set(Value(name), member, self) }
            return .dict(dict)
        case "__mro__": return .tuple(Tuple(cls.order.map { .object($0) }))
        case "__class__": return .object(classObject(for: .type))
        case "mro":
            let order = cls.order
            return .object(
                NativeFunctionObject(
                    NativeFunction("mro", doc: "The order in which attributes are looked up.") { call in
                        guard case .object(let cls as ClassObject)? = call.receiver else { return Value.none }
                        return Value(cls.order.map { .object($0) })
                    }, receiver: .object(order[0])))
        case "__dict__":
            let dict = Dict()
            for key in cls.memberOrder { if let value = cls.members[key] { try dict.set(Value(key), value, self) } }
            return .dict(dict)
        default:
            guard name.hasPrefix("__"), let row = SpecialMethods.inherited(name, by: cls) else { return nil }
            return .object(NativeFunctionObject(row, takesReceiver: !row.isStatic))
        }
    }

    private func superAttribute(_ object: SuperObject, _ name: String) throws(LanguageError) -> Value? {
        if let member = object.start.lookUp(name, after: object.after) {
            if case .object(let descriptor as Descriptor) = member, descriptor.kind == .property {
                return try call(descriptor.get, [object.receiver])
            }
            if let answer = try described(member, object.receiver, object.start) { return answer }
            return bind(member, to: object.receiver, of: object.start)
        }
        if let row = SpecialMethods.inherited(name, by: object.start) { return special(row, object.receiver) }
        if let derived = object.receiver.payload?.heapObject, let property = derived.nativeType.property(name) {
            return try property.get(derived, self)
        }
        if name == "__class__" { return .object(classObject(for: .superType)) }
        return nil
    }

    /// `value.name = new`.
    public func setAttribute(_ value: Value, _ name: String, _ new: Value) throws(LanguageError) {
        switch value {
        case .object(let instance as Instance):
            if let method = instance.cls.lookUp("__setattr__") {
                _ = try call(bind(method, to: value, of: instance.cls), [Value(name), new])
                return
            }
            return try setOwnAttribute(instance, value, name, new)
        case .object(let cls as ClassObject) where cls.isUser:
            if cls.enumeration?[name] != nil { throw LanguageError.attributeError("cannot reassign member '\(name)'") }
            let old = cls.members.updateValue(new, forKey: name)
            if old == nil { cls.memberOrder.append(name) }
            // A number instead of a number changes nothing that look-ups remember: counters in classes stay cheap.
            if old == nil || old?.heapObject != nil || new.heapObject != nil { machine.epoch += 1 }
            return
        case .object(let module as ModuleObject):
            module.members[name] = new
            return
        case .function(let function):
            if name == "__name__", case .str(let text) = new { function.name = text.string; return }
            if name == "__doc__" { function.doc = new; return }
            if let place = function.attributes.firstIndex(where: { $0.0 == name }) {
                function.attributes[place].1 = new
            } else {
                function.attributes.append((name, new))
            }
            return
        case .object(let object):
            let type = object.nativeType
            if let property = type.property(name) {
                guard let set = property.set else {
                    if type === NativeType.range || type === NativeType.slice {
                        throw LanguageError.attributeError("readonly attribute")
                    }
                    throw LanguageError.attributeError("attribute '\(name)' of '\(type.name)' objects is not writable")
                }
                return try set(object, new, self)
            }
            if let slot = type.slot(\.setAttribute), try slot(object, name, new, self) { return }
        default: break
        }
        if case .object(let cls as ClassObject) = value {
            throw LanguageError.typeError("cannot set '\(name)' attribute of immutable type '\(cls.name)'")
        }
        if value.nativeType.method(name) != nil {
            throw LanguageError.attributeError("'\(value.typeName)' object attribute '\(name)' is read-only")
        }
        throw LanguageError.attributeError("'\(value.typeName)' object has no attribute '\(name)'")
    }

    /// `instance.__class__ = cls`: classes of programs without places of their own can be exchanged.
    private func setClass(_ instance: Instance, _ new: Value) throws(LanguageError) {
        guard case .object(let cls as ClassObject) = new else {
            throw LanguageError.typeError("__class__ must be set to a class, not '\(new.typeName)' object")
        }
        let old = instance.cls
        guard cls.isUser, old.isUser else {
            throw LanguageError.typeError(
                "__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        guard type(of: instance) == Instance.self, cls.native === old.native, cls.exception == old.exception,
            cls.allowedNames == old.allowedNames
        else {
            throw LanguageError.typeError(
                "__class__ assignment: '\(cls.name)' object layout differs from '\(old.name)'")
        }
        instance.become(cls)
    }

    /// `object.__setattr__(instance, name, new)`.
    func setOwnAttribute(
        _ instance: Instance, _ value: Value, _ name: String, _ new: Value
    ) throws(LanguageError) {
        let cls = instance.cls
        if name == "__class__" { return try setClass(instance, new) }
        if let member = cls.lookUp(name), speaksFirst(member) {
            if case .object(let descriptor as Descriptor) = member, descriptor.kind == .property {
                if descriptor.set.isNone {
                    throw LanguageError.attributeError("property '\(name)' of '\(cls.name)' object has no setter")
                }
                _ = try call(descriptor.set, [value, new])
                return
            }
            if case .object(let object as Instance) = member {
                if object.cls.lookUp("__set__") == nil { throw LanguageError.attributeError("__set__") }
                _ = try callSpecial("__set__", member, [value, new])
                return
            }
        }
        if !(instance is DerivedInstance), let property = cls.native?.property(name), let set = property.set {
            return try set(instance, new, self)
        }
        if let allowed = cls.allowedNames, !allowed.contains(name) {
            if cls.lookUp(name) != nil {
                throw LanguageError.attributeError("'\(cls.name)' object attribute '\(name)' is read-only")
            }
            throw missingAttribute(value, name)
        }
        if !cls.isUser, cls.native === NativeType.object { throw missingAttribute(value, name) }
        instance.setAttribute(name, new)
    }

    /// `object.__delattr__(instance, name)`.
    func deleteOwnAttribute(_ instance: Instance, _ value: Value, _ name: String) throws(LanguageError) {
        if let member = instance.cls.lookUp(name), speaksFirst(member) {
            if case .object(let descriptor as Descriptor) = member, descriptor.kind == .property {
                if descriptor.delete.isNone {
                    throw LanguageError.attributeError(
                        "property '\(name)' of '\(instance.cls.name)' object has no deleter")
                }
                _ = try call(descriptor.delete, [value])
                return
            }
            if case .object(let object as Instance) = member {
                if object.cls.lookUp("__delete__") == nil { throw LanguageError.attributeError("__delete__") }
                _ = try callSpecial("__delete__", member, [value])
                return
            }
        }
        if instance.removeAttribute(name) { return }
        throw missingAttribute(value, name)
    }

    /// Gives a member of a class another value, or none, for a while: its place in the order of members stays.
    public func replaceMember(_ name: String, of cls: ClassObject, with value: Value?) {
        cls.members[name] = value
        machine.epoch += 1
    }

    /// `del value.name`.
    func deleteAttribute(_ value: Value, _ name: String) throws(LanguageError) {
        if case .object(let instance as Instance) = value {
            if let method = instance.cls.lookUp("__delattr__") {
                _ = try call(bind(method, to: value, of: instance.cls), [Value(name)])
                return
            }
            return try deleteOwnAttribute(instance, value, name)
        }
        if case .object(let cls as ClassObject) = value, cls.isUser, cls.members.removeValue(forKey: name) != nil {
            cls.memberOrder.removeAll { $0 == name }
            machine.epoch += 1
            return
        }
        throw missingAttribute(value, name)
    }

    /// Every attribute's name, for `dir`, completion and suggestions.
    public func attributeNames(_ value: Value) -> [String] {
        var names: [String] = []
        if case .object(let object) = value {
            switch object {
            case let instance as Instance:
                names = instance.attributes.map(\.name) + instance.cls.order.flatMap(\.memberOrder)
            case let module as ModuleObject:
                let prefix = module.name + "."
                names =
                    module.memberNames
                    + registry.values.filter { $0.name.hasPrefix(prefix) }.map {
                        String($0.name.dropFirst(prefix.count).prefix { $0 != "." })
                    }
            case let cls as ClassObject: names = cls.order.flatMap(\.memberOrder)
            default: break
            }
            if let slot = object.nativeType.slot(\.attributeNames) { names += slot(object, self) }
        }
        names += value.nativeType.memberNames
        return Array(Set(names)).sorted()
    }

    /// Calls a special method of a program's class; `nil` where the value is no instance or the class has none,
    /// or the method answered NotImplemented.
    public func callSpecial(_ name: String, _ receiver: Value, _ arguments: [Value]) throws(LanguageError) -> Value? {
        guard case .object(let object) = receiver, let instance = object as? Instance, instance.cls.isUser else {
            return nil
        }
        guard let method = instance.cls.lookUp(name), !method.isNone else { return nil }
        if instance is DerivedInstance, isBehindBuiltin(name, instance.cls) { return nil }
        if case .object(let native as NativeFunctionObject) = method, native.takesReceiver,
            !instance.cls.order.contains(where: { $0.isUser && $0.members[name] != nil })
        {
            return nil
        }
        let result: Value
        if case .function(let function) = method {
            result = try callFunction(function, [receiver] + arguments, [])
        } else {
            result = try call(bind(method, to: receiver, of: instance.cls), arguments)
        }
        if case .object(let object) = result, object === notImplemented { return nil }
        return result
    }
}

extension Interpreter {
    /// True where a built-in type stands before the class of the program that has the method: `class C(list, Mixin)`.
    private func isBehindBuiltin(_ name: String, _ cls: ClassObject) -> Bool {
        guard let holder = cls.order.firstIndex(where: { $0.members[name] != nil }), cls.order[holder].module != "enum"
        else { return false }
        return cls.order[..<holder].contains { ancestor in
            guard !ancestor.isUser, let native = ancestor.native, native !== NativeType.object else { return false }
            return SpecialMethods.method(name, of: native) != nil
        }
    }
}

/// The nearest of known names to a mistyped one.
public enum Suggestion {
    /// The name within CPython's bound of edits, or `nil`.
    public static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.unicodeScalars)
        var best: (name: String, distance: Int)?
        for candidate in names where !candidate.hasPrefix("__") && candidate != name {
            let letters = Array(candidate.unicodeScalars)
            let limit = (letters.count + wanted.count + 3) / 6
            if abs(letters.count - wanted.count) > limit { continue }
            let distance = edits(wanted, letters)
            if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Levenshtein's distance; a change of case counts as half an edit would, as none.
    private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        if a.count > 40 || b.count > 40 { return Int.max }
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let same = a[i] == b[j] || a[i].properties.lowercaseMapping == b[j].properties.lowercaseMapping
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (same ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
