import ArrayFiles
import Arrays
import Language
import Tensors
import Vision

/// Data sets as modules: `keras.datasets.…` reads files, `svertka.datasets.…` needs none.
enum Datasets {
    /// The modules that `import` finds.
    static let modules: [NativeModule] = [
        module(
            "mnist", doc: "MNIST: 60000 and 10000 handwritten digits of 28 x 28.",
            load: [Parameter("path", .str("mnist.npz"), doc: "not used: files are found by the search order")]
        ) { (call) throws(LanguageError) in try arrays(raising { () throws(VisionError) in try MNIST.digits.load() }) },
        module("fashion_mnist", doc: "Fashion-MNIST: 60000 and 10000 images of clothes, 28 x 28.", load: []) {
            (call) throws(LanguageError) in
            try arrays(raising { () throws(VisionError) in try MNIST.fashion.load() })
        },
        written("cifar10", "CIFAR-10: 50000 and 10000 colour images of 32 x 32 in ten classes.", KerasDatasets.cifar10),
        written("cifar100", "CIFAR-100: 50000 and 10000 colour images in 100 classes.", KerasDatasets.cifar100),
        written("boston_housing", "Prices of houses in 506 towns around Boston, 1978.", KerasDatasets.boston),
        written(
            "california_housing", "Prices of houses in 20,640 blocks of California, 1990.", KerasDatasets.california),
        written("imdb", "50,000 reviews of films as numbers of words, praise or not.", KerasDatasets.imdb),
        written("reuters", "11,228 news as numbers of words, in 46 topics.", KerasDatasets.reuters),
        NativeModule(
            "keras.datasets._files", doc: "Data sets in files.", functions: PickledRows.rows + [cifar10Binary]),
        NativeModule(
            "keras.datasets", doc: "Data sets in their official file formats.",
            aliases: parents.map { $0 + ".datasets" }),
        NativeModule(
            "svertka.datasets", doc: "Data sets that are made on the spot and need no file.",
            functions: [
                NativeFunction(
                    "available", [Parameter("name", doc: "mnist or fashion_mnist")],
                    doc: "True where keras.datasets finds the files of a real data set."
                ) { (call) throws(LanguageError) in
                    let sets: [String: MNIST] = ["mnist": .digits, "fashion_mnist": .fashion]
                    let name = try call.string(0)
                    guard let set = sets[name] else {
                        throw .valueError(
                            "unknown data set '\(name)'",
                            hint: "known ones: \(sets.keys.sorted().joined(separator: ", "))")
                    }
                    return .bool(set.isAvailable())
                }
            ]),
        NativeModule(
            "svertka.datasets.digits",
            doc: "Digits drawn with a wavering pen, in MNIST's shapes. They are not MNIST: nobody wrote them.",
            functions: [
                NativeFunction(
                    "load_data",
                    [Parameter("train", .int(60000)), Parameter("test", .int(10000)), Parameter("seed", .int(1998))],
                    doc:
                        "((x_train, y_train), (x_test, y_test)): uint8 images of 28 x 28 and their classes; the same seed gives the same images."
                ) { (call) throws(LanguageError) in
                    let (train, test) = (try call.int(0), try call.int(1))
                    let digits = GeneratedDigits(seed: UInt64(bitPattern: Int64(try call.int(2))))
                    return try arrays(raising { () throws(VisionError) in try digits.load(train: train, test: test) })
                }
            ]),
    ]

    /// CIFAR-10 from the files of its binary version.
    private static let cifar10Binary = NativeFunction("cifar10_binary", [], doc: "CIFAR-10 from files ending in .bin.")
    {
        (call) throws(LanguageError) in
        let set = try raising { () throws(VisionError) in try CIFAR10.load() }
        if !set.remark.isEmpty { call.interpreter.host.emit(.stream(.stderr, "UserWarning: \(set.remark)\n")) }
        return try arrays(set, isColumn: true)
    }

    private static let parents = ["tensorflow.keras", "tensorflow.python.keras"]

    private static func module(
        _ name: String, doc: String, load parameters: [Parameter],
        body: @escaping @Sendable (Call) throws(LanguageError) -> Value
    ) -> NativeModule {
        let function = NativeFunction(
            "load_data", parameters, doc: "((x_train, y_train), (x_test, y_test)) as uint8 arrays. \(doc)", body: body)
        return NativeModule(
            "keras.datasets.\(name)", doc: doc, aliases: parents.map { "\($0).datasets.\(name)" }, functions: [function]
        )
    }

    private static func written(_ name: String, _ doc: String, _ text: WrittenModule) -> NativeModule {
        NativeModule(
            "keras.datasets.\(name)", doc: doc, aliases: parents.map { "\($0).datasets.\(name)" },
            written: text)
    }

    /// Nested tuples of arrays, as Keras gives them; with `isColumn`, labels have the shape (n, 1).
    private static func arrays(_ set: DataSet, isColumn: Bool = false) throws(LanguageError) -> Value {
        .tuple(Tuple([try pair(set.train, isColumn), try pair(set.test, isColumn)]))
    }

    private static func pair(_ part: LabelledImages, _ isColumn: Bool) throws(LanguageError) -> Value {
        let shape = [part.count, part.height, part.width] + (part.channels == 1 ? [] : [part.channels])
        do {
            let images = try Tensor(part.pixels, shape: shape)
            let labels = try Tensor(part.labels, shape: isColumn ? [part.count, 1] : [part.count])
            return .tuple(Tuple([.object(ArrayObject(images)), .object(ArrayObject(labels))]))
        } catch {
            throw .valueError("\(error)")
        }
    }
}
