import Language
import Tensors

/// The modules `numpy`, `numpy.random`, `numpy.linalg` and `numpy.testing`: tables of functions, types and constants.
public enum NumPy {
    public static let modules = modules(adding: [])

    /// The modules, `numpy` with further functions.
    public static func modules(
        adding further: @escaping @Sendable @autoclosure () -> [NativeFunction]
    ) -> [NativeModule] {
        [module(further()), RandomRows.module, LinearAlgebraRows.module, NumPyException.module, WrittenTesting.module]
            + StringRows.modules
    }

    /// Bytes of memory without use that a kernel at rest keeps for the next cell.
    private static let sparedBetweenCells = 64 << 20

    /// Second names of functions.
    private static let renamed = [("max", "amax"), ("min", "amin"), ("round", "around"), ("cumprod", "cumproduct")]

    private static let functions: [NativeFunction] = {
        let operations =
            ArrayReductions.rows + ArrayShapes.both + ArrayShapes.functions + ArrayOrder.methods + ArrayOrder.functions
        var rows = operations.map { $0.function() }
        for (name, other) in renamed {
            if let row = operations.first(where: { $0.name == name }) { rows.append(row.function(named: other)) }
        }
        return ItemFunctions.extending(
            rows + ArrayCreation.rows + ArrayJoining.rows + ArrayProducts.rows + EinsumRows.rows
                + ArrayQuestions.rows + RawElements.rows + TypeQuestions.rows + ArrayPrinting.rows + FloatErrors.rows)
    }()

    private static func module(
        _ further: @escaping @Sendable @autoclosure () -> [NativeFunction]
    ) -> NativeModule {
        NativeModule(
            "numpy", doc: "Arrays of numbers and functions of them, as NumPy has them.",
            functions: functions + further(),
            types: [
                .ndarray, .dtype, .generic, .numberType, .integerType, .signedType, .unsignedType, .inexactType,
                .floatingType, .ufunc, .flexibleType, .characterType, .textScalar, .objectScalar,
            ] + NativeType.scalarTypes, written: WrittenArrays.module
        ) { interpreter in
            interpreter.afterCell.append(CellHook { _ in SpareMemory.release(keeping: sparedBetweenCells) })
            var constants: [(String, Value)] = [
                ("pi", .float(.pi)), ("e", .float(2.718281828459045)), ("inf", .float(.infinity)),
                ("nan", .float(.nan)),
                ("newaxis", .none), ("True_", .object(ScalarObject(.bool(true), .bool))),
                ("False_", .object(ScalarObject(.bool(false), .bool))), ("euler_gamma", .float(0.5772156649015329)),
                ("__version__", Value("2.4.0")),
            ]
            for ufunc in Ufunc.table { constants.append((ufunc.name, .object(UfuncObject(ufunc)))) }
            for (other, name) in Ufunc.secondNames {
                constants.append((other, .object(UfuncObject(.row(named: name)))))
            }
            for (name, dtype) in [
                ("bool_", DType.bool), ("int_", .int64), ("intp", .int64), ("uint", .uint64), ("double", .float64),
                ("single", .float32),
                ("half", .float16), ("byte", .int8), ("ubyte", .uint8), ("short", .int16), ("intc", .int32),
                ("longlong", .int64), ("long", .int64), ("ulong", .uint64), ("uintp", .uint64), ("ushort", .uint16),
                ("uintc", .uint32), ("ulonglong", .uint64),
            ] {
                constants.append((name, .object(interpreter.classObject(for: .scalarType(dtype)))))
            }
            return constants
        }
    }
}
