import Foundation
import Language

/// The part of docs/language.md that is made from the tables of the language itself.
enum LanguagePage {
    static let start = "<!-- made from the language's tables: LanguagePageTests -->"
    static let end = "<!-- end of what is made from tables -->"

    /// The text between the marks.
    static func tables() -> String {
        let interpreter = Interpreter(host: Host(emit: { _ in }), modules: StandardModules.all)
        return [
            "### Built-in functions", functions(interpreter), "### Methods", methods(interpreter),
            "### Modules, name by name", modules(interpreter), "### Exceptions", exceptions(),
        ].joined(separator: "\n\n")
    }

    private static func code(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

    private static func isPublic(_ name: String) -> Bool { !name.hasPrefix("_") }

    private static func functions(_ interpreter: Interpreter) -> String {
        let kinds = Set(ExceptionKind.allCases.map(\.rawValue))
        let names = interpreter.globals.builtinNames.filter { name in
            guard isPublic(name), !kinds.contains(name), let value = interpreter.globals.builtin(name) else {
                return false
            }
            return interpreter.documentation(of: value).contains("(")
        }
        return code(names)
    }

    private static func methods(_ interpreter: Interpreter) -> String {
        let types: [NativeType] = [
            .str, .list, .dict, .set, .frozenset, .tuple, .int, .float, .bytes, .range, .slice, .generator,
        ]
        let rows = types.map { type in
            let names = Set(type.methods.map(\.name) + type.properties.map(\.name)).filter(isPublic)
            return "| `\(type.name)` | \(code(names.sorted())) |"
        }
        return (["| type | methods and attributes |", "|---|---|"] + rows).joined(separator: "\n")
    }

    private static func modules(_ interpreter: Interpreter) -> String {
        let rows = StandardModules.all.sorted { $0.name < $1.name }.map { module in
            let names = Set(
                module.functions.map(\.name) + module.types.map(\.name) + module.constants(interpreter).map(\.0))
            return "| `\(module.name)` | \(code(names.filter(isPublic).sorted())) |"
        }
        return (["| module | names |", "|---|---|"] + rows).joined(separator: "\n")
    }

    private static func exceptions() -> String {
        func lines(below parent: ExceptionKind?, depth: Int) -> [String] {
            let kinds = ExceptionKind.allCases.filter { $0.parent == parent && $0 != parent }
            let leaves = kinds.filter { kind in !ExceptionKind.allCases.contains { $0.parent == kind } }
            let indent = String(repeating: "  ", count: depth)
            var out = kinds.filter { !leaves.contains($0) }.flatMap { kind in
                ["\(indent)- `\(kind.rawValue)`"] + lines(below: kind, depth: depth + 1)
            }
            if !leaves.isEmpty { out.append("\(indent)- " + code(leaves.map(\.rawValue).sorted())) }
            return out
        }
        return lines(below: nil, depth: 0).joined(separator: "\n")
    }
}
