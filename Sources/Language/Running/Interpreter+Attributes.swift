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
                if let found = module.members[name] { return found }
                if let found = try importModule(module.name + "." + name, orNil: true) { return .object(found) }
                if name == "__name__" { return Value(module.name) }
                if name == "__doc__" { return Value(module.doc) }
                return nil
            case let cls as ClassObject: return try classAttribute(cls, name)
            case let object as SuperObject: return try superAttribute(object, name)
            default: break
            }
        }
        if case .function(let function) = value {
            if let found = function.attributes.first(where: { $0.0 == name }) { return found.1 }
            switch name {
            case "__name__": return Value(function.name)
            case "__qualname__": return Value(function.qualifiedName)
            case "__doc__": return function.doc
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
        return nil
    }

    /// The error for an attribute that is not there, with the nearest name.
    func missingAttribute(_ value: Value, _ name: String) -> LanguageError {
        let nearest = Suggestion.nearest(to: name, among: attributeNames(value))
        let hint = nearest.map { "Did you mean: '\($0)'?" }
        switch value {
        case .object(let module as ModuleObject):
            return .attributeError("module '\(module.name)' has no attribute '\(name)'", hint: hint)
        case .object(let cls as ClassObject):
            return .attributeError("type object '\(cls.name)' has no attribute '\(name)'", hint: hint)
        default: return .attributeError("'\(value.typeName)' object has no attribute '\(name)'", hint: hint)
        }
    }

    private func instanceAttribute(_ instance: Instance, _ value: Value, _ name: String) throws(LanguageError) -> Value?
    {
        let inClass = instance.cls.lookUp(name)
        if case .object(let descriptor as Descriptor)? = inClass, descriptor.kind == .property {
            return try call(descriptor.get, [value])
        }
        if let own = instance.attribute(name) { return own }
        if let inClass { return bind(inClass, to: value, of: instance.cls) }
        if name == "__dict__" { return .dict(instance.asDictionary()) }
        if let found = instance.cls.native?.property(name) { return try found.get(instance, self) }
        if let slot = instance.cls.native?.slot(\.getAttribute), let found = try slot(instance, name, self) {
            return found
        }
        if let fallback = instance.cls.lookUp("__getattr__") { return try call(fallback, [value, Value(name)]) }
        return nil
    }

    /// A class's member as seen through an object: functions become methods.
    func bind(_ member: Value, to receiver: Value, of cls: ClassObject) -> Value {
        switch member {
        case .function: return .object(BoundMethod(function: member, receiver: receiver))
        case .object(let native as NativeFunctionObject) where native.takesReceiver:
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
            guard case .object(let descriptor as Descriptor) = member else { return member }
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
        default: return nil
        }
    }

    private func superAttribute(_ object: SuperObject, _ name: String) throws(LanguageError) -> Value? {
        if let member = object.start.lookUp(name, after: object.after) {
            if case .object(let descriptor as Descriptor) = member, descriptor.kind == .property {
                return try call(descriptor.get, [object.receiver])
            }
            return bind(member, to: object.receiver, of: object.start)
        }
        if name == "__init_subclass__" {
            return .object(NativeFunctionObject(Builtins.objectInitializer, receiver: object.receiver))
        }
        if name == "__init__" {
            let initializer =
                object.receiver.heapObject is ExceptionObject
                ? Builtins.exceptionInitializer : Builtins.objectInitializer
            return .object(NativeFunctionObject(initializer, receiver: object.receiver))
        }
        return nil
    }

    /// `value.name = new`.
    public func setAttribute(_ value: Value, _ name: String, _ new: Value) throws(LanguageError) {
        switch value {
        case .object(let instance as Instance):
            if case .object(let descriptor as Descriptor)? = instance.cls.lookUp(name), descriptor.kind == .property {
                if descriptor.set.isNone {
                    throw LanguageError.attributeError(
                        "property '\(name)' of '\(instance.cls.name)' object has no setter")
                }
                _ = try call(descriptor.set, [value, new])
                return
            }
            if instance.cls.lookUp("__setattr__") != nil,
                try callSpecial("__setattr__", value, [Value(name), new]) != nil
            {
                return
            }
            if let property = instance.cls.native?.property(name), let set = property.set {
                return try set(instance, new, self)
            }
            instance.setAttribute(name, new)
            return
        case .object(let cls as ClassObject) where cls.isUser:
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

    /// `del value.name`.
    func deleteAttribute(_ value: Value, _ name: String) throws(LanguageError) {
        if case .object(let instance as Instance) = value {
            if case .object(let descriptor as Descriptor)? = instance.cls.lookUp(name), descriptor.kind == .property {
                if descriptor.delete.isNone {
                    throw LanguageError.attributeError(
                        "property '\(name)' of '\(instance.cls.name)' object has no deleter")
                }
                _ = try call(descriptor.delete, [value])
                return
            }
            if instance.cls.lookUp("__delattr__") != nil, try callSpecial("__delattr__", value, [Value(name)]) != nil {
                return
            }
        }
        if case .object(let instance as Instance) = value, instance.removeAttribute(name) { return }
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
                    Array(module.members.keys)
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
        if case .object(let native as NativeFunctionObject) = method, native.takesReceiver,
            !instance.cls.order.contains(where: { $0.isUser && $0.members[name] != nil })
        {
            return nil
        }
        let result = try call(bind(method, to: receiver, of: instance.cls), arguments)
        if case .object(let object) = result, object === notImplemented { return nil }
        return result
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
