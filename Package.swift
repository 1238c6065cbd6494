// swift-tools-version:6.1
import PackageDescription

/// Every target: a warning is an error.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

/// Targets that compute: optimized in debug builds too, where they would be some 15 times slower.
let numeric: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors", "-O"])]

/// The inner loops: their callers have checked every size, so no check is repeated inside.
func loops(_ flags: String...) -> [SwiftSetting] {
    [.unsafeFlags(["-warnings-as-errors", "-Ounchecked"] + flags.flatMap { ["-Xcc", $0] })]
}

let package = Package(
    name: "svertka",
    products: [.executable(name: "svertka", targets: ["svertka"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.0.0"..<"5.0.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    ],
    targets: [
        // C libraries of the system: module maps, no code.
        .systemLibrary(name: "CZMQ", pkgConfig: "libzmq", providers: [.apt(["libzmq3-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .systemLibrary(name: "CProcessor"),
        .systemLibrary(name: "CReferences"),
        .systemLibrary(name: "CTransfers"),
        // The handler of fatal signals, which only C may be.
        .target(name: "CCrash", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),

        .target(name: "JSON", swiftSettings: strict),

        // The inner loops. LoopsBaseline's sources are compiled once per instruction set (LoopsAVX2 and
        // LoopsAVX512 are links to its folder); Loops asks the processor which of the three to use.
        .target(name: "LoopTable", swiftSettings: loops()),
        .target(name: "LoopsBaseline", dependencies: ["LoopTable", "CProcessor"], swiftSettings: loops()),
        .target(
            name: "LoopsAVX2", dependencies: ["LoopTable", "CProcessor"],
            swiftSettings: [.define("FMA")] + loops("-march=x86-64-v3")),
        .target(
            name: "LoopsAVX512", dependencies: ["LoopTable", "CProcessor"],
            swiftSettings: [.define("FMA"), .define("WIDE")] + loops("-march=x86-64-v4")),
        .target(
            name: "Loops", dependencies: ["LoopTable", "LoopsBaseline", "LoopsAVX2", "LoopsAVX512", "CProcessor"],
            swiftSettings: loops()),

        // Loops gives LoopTable on to who imports it. Who does names both: an incremental build asks only the targets that
        // are named whether they changed.

        // What each loop reaches of what the processor can do: `make bench`.
        .executableTarget(
            name: "loopbench", dependencies: ["Loops", "LoopTable"], path: "Sources/LoopBench", swiftSettings: loops()),

        // Arrays and their interpreter belong to one thread. Loops over small arrays are so short that dynamic checks of
        // access would be a tenth of each call.
        .target(
            name: "Tensors", dependencies: ["Loops", "LoopTable", "CProcessor"],
            swiftSettings: numeric + [.unsafeFlags(["-enforce-exclusivity=unchecked"])]),
        .target(name: "Autograd", dependencies: ["Tensors", "Loops", "LoopTable"], swiftSettings: numeric),
        .target(
            name: "Networks", dependencies: ["Tensors", "Autograd", "Loops", "LoopTable", "JSON"],
            swiftSettings: numeric),
        // libpng and libjpeg-turbo leave their functions by longjmp, which must not cross Swift's frames. libjpeg-turbo is
        // loaded with the first JPEG file; building needs its headers (package libjpeg-dev).
        .target(
            name: "CImages", dependencies: ["CPNG"], cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
        .target(name: "Vision", dependencies: ["Tensors", "CImages", "CZlib"], swiftSettings: numeric),
        .target(name: "Drawing", dependencies: ["CCairo", "Vision", "JSON"], swiftSettings: numeric),
        // Boxes, the grid of a detector, frames that a thread reads ahead, what counts as found.
        .target(name: "Detection", dependencies: ["Vision", "CImages"], swiftSettings: numeric),
        // The evaluator's loop owns its stack alone: dynamic exclusivity checks cost four fifths of its time.
        .target(
            name: "Language", dependencies: ["JSON", "CReferences", .product(name: "BigInt", package: "BigInt")],
            // BigInt imports Foundation, whose methods of String would be taken for the standard library's.
            swiftSettings: numeric + [
                .unsafeFlags(["-enforce-exclusivity=unchecked"]), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .target(
            name: "Arrays", dependencies: ["Language", "Tensors", "CProcessor"],
            swiftSettings: numeric + [.unsafeFlags(["-enforce-exclusivity=unchecked"])]),
        .target(name: "Archives", dependencies: ["CZlib"], swiftSettings: numeric),
        .target(
            name: "ArrayFiles", dependencies: ["Arrays", "Language", "Tensors", "Archives"], swiftSettings: numeric),
        // Keras's files and those of other libraries; libhdf5 is loaded when the first one is read or written.
        .target(
            name: "ModelFiles", dependencies: ["Networks", "Autograd", "Tensors", "JSON", "Archives"],
            swiftSettings: numeric),
        .target(
            name: "Library",
            dependencies: [
                "Language", "Tensors", "Arrays", "ArrayFiles", "Autograd", "Networks", "ModelFiles", "Vision",
                "Detection", "Drawing", "JSON",
            ],
            swiftSettings: numeric),
        .target(name: "Session", dependencies: ["Language", "Library", "Tensors", "JSON"], swiftSettings: strict),
        .target(
            name: "Jupyter",
            dependencies: [
                "Session", "Language", "JSON", "CZMQ", "CCrash", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(name: "Notebooks", dependencies: ["Session", "Language", "JSON"], swiftSettings: strict),
        // Landlock, seccomp and prctl, and the table of layers over them.
        .target(name: "CSandbox", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
        .target(
            name: "Sandbox", dependencies: ["CSandbox", "Session", "Language", "Loops", "LoopTable"],
            swiftSettings: strict),
        .target(
            name: "Grading",
            dependencies: [
                "Sandbox", "Notebooks", "Session", "Library", "Arrays", "Archives", "Tensors", "Language", "JSON",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        // Data sets from the network or a stick; libcurl is loaded by the first download.
        .target(
            name: "Fetching",
            dependencies: ["CTransfers", "CZlib", "JSON", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .executableTarget(
            name: "svertka",
            dependencies: [
                "Session", "Fetching", "Jupyter", "Notebooks", "Grading", "Sandbox", "ModelFiles", "Vision", "Loops",
                "LoopTable",
                "Language",
                "JSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict,
            // Swift's libraries are linked in, at fixed addresses: what is not used of them takes no memory, nothing is
            // relocated, and the binary runs where no Swift is. The kernel maps files 64 KiB at a time.
            linkerSettings: [
                .unsafeFlags([
                    "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-no-pie", "-Xlinker", "--gc-sections",
                    "-Xlinker", "-z", "-Xlinker", "max-page-size=65536",
                ]),
                .linkedLibrary("CoreFoundation"), .linkedLibrary("_FoundationICU"),
                .linkedLibrary("_FoundationCShims"), .linkedLibrary("_FoundationCollections"),
                .linkedLibrary("stdc++"),
            ]),

        .testTarget(
            name: "LanguageTests", dependencies: ["Language"], exclude: ["Scripts", "WrongPrograms", "RandomPrograms"],
            swiftSettings: strict),
        .testTarget(name: "SessionTests", dependencies: ["Session", "Language"], swiftSettings: strict),
        .testTarget(
            name: "JupyterTests", dependencies: ["Jupyter", "Session", "Language", "JSON"], swiftSettings: strict),
        .testTarget(name: "NotebooksTests", dependencies: ["Notebooks", "JSON"], swiftSettings: strict),
        .testTarget(
            name: "TensorsTests", dependencies: ["Tensors", "Loops", "LoopTable", "CProcessor"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "GradingTests", dependencies: ["Grading", "JSON"], swiftSettings: strict),
        .testTarget(name: "LoopsTests", dependencies: ["Loops", "LoopTable"], swiftSettings: strict),
        .testTarget(
            name: "AutogradTests", dependencies: ["Autograd", "Tensors"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "NetworksTests", dependencies: ["Networks", "Autograd", "Loops", "LoopTable", "Tensors", "JSON"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "ModelFilesTests", dependencies: ["ModelFiles", "Networks", "Archives", "Tensors", "JSON"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "VisionTests", dependencies: ["Vision"], swiftSettings: strict),
        .testTarget(name: "DetectionTests", dependencies: ["Detection", "Vision"], swiftSettings: strict),
        .testTarget(name: "DrawingTests", dependencies: ["Drawing", "Vision", "JSON"], swiftSettings: strict),
        .testTarget(
            name: "LibraryTests",
            dependencies: ["Library", "Arrays", "Language", "Drawing", "Vision", "Tensors", "JSON"],
            exclude: [
                "NumPy/expressions.txt", "NumPy/expected.txt", "NumPy/expectations.py", "NumPy/gradient_descent.py",
                "NumPy/recorded.txt", "NumPy/generator.py", "NumPy/compare.py", "NumPy/guide_blocks.py",
                "NumPy/harness.py",
                "NumPy/Recorded", "Keras", "Golden", "Examples",
            ], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
