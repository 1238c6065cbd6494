/// A parameter of something that can be called, as programs that look at functions see it.
public struct KnownParameter {
    public let name: String
    public let kind: Parameter.Kind
    /// `nil` where an argument must be given.
    public let fallback: Value?
    /// The type that the annotation names, where it is one; annotations are not evaluated.
    public let annotation: Value?
}

extension Interpreter {
    /// The parameters that a call of the value fills; `nil` where that is not known.
    public func parameters(of value: Value) throws(LanguageError) -> [KnownParameter]? {
        switch value {
        case .function(let function):
            if let wrapped = function.attributes.first(where: { $0.0 == "__wrapped__" })?.1 {
                return try parameters(of: wrapped)
            }
            return parameters(of: function)
        case .object(let method as BoundMethod):
            return try parameters(of: method.function).map { Array($0.dropFirst()) }
        case .object(let native as NativeFunctionObject):
            return native.function.parameters.map { row in
                let fallback = row.fallback.value
                return KnownParameter(
                    name: row.name, kind: row.kind, fallback: fallback.isUnbound ? nil : fallback, annotation: nil)
            }
        case .object(let cls as ClassObject):
            guard case .function(let initializer)? = cls.lookUp("__init__") else { return nil }
            return Array(parameters(of: initializer).dropFirst())
        case .object(is Instance):
            guard let call = try findAttribute(value, "__call__") else { return nil }
            if case .object(is Instance) = call { return nil }
            return try parameters(of: call)
        default: return nil
        }
    }

    private func parameters(of function: Function) -> [KnownParameter] {
        let layout = function.code.parameters
        return layout.names.indices.map { place in
            let kind: Parameter.Kind
            var fallback: Value?
            if place < layout.positional {
                kind = place < layout.positionalOnly ? .positionalOnly : .normal
                let from = layout.positional - function.defaults.count
                if place >= from { fallback = function.defaults[place - from] }
            } else if place < layout.positional + layout.keywordOnly {
                kind = .keywordOnly
                fallback = function.keywordDefaults[place - layout.positional]
            } else {
                kind = layout.hasKeywords && place + 1 == layout.count ? .varKeywords : .varPositional
            }
            let annotation = layout.annotations.isEmpty ? "" : layout.annotations[place]
            return KnownParameter(
                name: layout.names[place], kind: kind, fallback: fallback?.isUnbound == true ? nil : fallback,
                annotation: annotation.isEmpty ? nil : globals[annotation] ?? globals.builtin(annotation))
        }
    }
}
