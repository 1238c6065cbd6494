import Archives
import Glibc
import JSON
import Networks
import Tensors

/// Models as Keras keeps them on disk, as bytes: `.keras`, `.h5`, `.weights.h5` and JSON, both ways.
public enum ModelFile {
    // MARK: JSON

    /// What `model.to_json()` gives.
    public static func json(_ network: Network) throws(NetworkError) -> JSON { try NetworkConfig().json(network) }

    /// A layer's class and settings.
    public static func json(_ layer: Layer) throws(NetworkError) -> JSON { try LayerConfig().json(layer) }

    /// A setting as configurations hold it: objects with `class_name` and `config`.
    public static func setting(_ json: JSON, named name: String) throws(NetworkError) -> Setting {
        try LayerConfig().setting(json, named: name, owner: name)
    }

    /// The network of a text that `to_json` gave, with new weights.
    public static func network(
        json text: String, _ randomness: Randomness, functions: [String: ProgramFunction] = [:]
    ) throws(NetworkError) -> Network {
        let json = try parsed(Array(text.utf8))
        return try NetworkConfig(layers: LayerConfig(functions: functions)).network(json, randomness)
    }

    static func parsed(_ bytes: [UInt8]) throws(NetworkError) -> JSON {
        do throws(JSONError) { return try JSON(parsing: bytes) } catch {
            throw ConfigRules.broken(error.description)
        }
    }

    // MARK: Keras 3's own format

    /// A `.keras` file: settings, weights and, where the network is compiled, the training's state.
    public static func keras(_ network: Network) throws(NetworkError) -> [UInt8] {
        var config = try json(network)
        var weights = try StoredWeights(network).file()
        if let training = network.training {
            config["compile_config"] = try CompileConfig().json(training)
            var variables = HDF5Group()
            variables.attributes["name"] = .text(training.optimizer.kind.name.lowercased())
            let tensors = try StoredOptimizer(training.optimizer, network.trainableWeights).tensors()
            for (place, tensor) in tensors.enumerated() { variables.set(tensor, at: "\(place)") }
            weights["optimizer/vars"] = variables
        }
        let metadata: JSON = .object([
            ("keras_version", .string(ConfigRules.kerasVersion)), ("date_saved", .string(date())),
        ])
        let members = [
            ("metadata.json", metadata.bytes()), ("config.json", config.bytes()),
            ("model.weights.h5", try weights.bytes()),
        ]
        return try archiving { () throws(ArchiveError) in try ZipArchive.write(members, compressed: false) }
    }

    /// Day and time as Keras writes them.
    private static func date() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%d@%H:%M:%S", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The model of a `.keras` or whole-model `.h5` file.
    /// - Parameters:
    ///   - compiles: false leaves the training out.
    ///   - functions: activations, losses and metrics of the program, by name.
    /// - Throws: `value` for files that are none, are damaged or hold what is not known here.
    public static func load(
        _ bytes: [UInt8], compiles: Bool, _ randomness: Randomness, functions: [String: ProgramFunction] = [:]
    ) throws(NetworkError) -> Network {
        if HDF5Group.isHDF5(bytes) {
            return try LegacyFile.load(HDF5Group(reading: bytes), compiles: compiles, randomness, functions)
        }
        let members = try members(bytes)
        guard let settings = members["config.json"], let weights = members["model.weights.h5"] else {
            throw NetworkError(
                .value, "the file is a zip archive, but not a model: it has no config.json or model.weights.h5")
        }
        let config = try parsed(settings)
        let network = try NetworkConfig(layers: LayerConfig(functions: functions)).network(config, randomness)
        let root = try HDF5Group(reading: weights)
        try StoredWeights(network).load(root)
        guard compiles, let compile = config["compile_config"], compile["optimizer"] != nil else { return network }
        let training = try CompileConfig(functions: functions).training(compile, network)
        network.compile(training)
        if let variables = root["optimizer/vars"], !variables.members.isEmpty {
            var tensors: [Tensor] = []
            while let tensor = variables.numbers("\(tensors.count)") { tensors.append(tensor) }
            try StoredOptimizer(training.optimizer, network.trainableWeights).load(tensors)
        }
        return network
    }

    private static func members(_ bytes: [UInt8]) throws(NetworkError) -> [String: [UInt8]] {
        guard ZipArchive.isArchive(bytes) else {
            throw NetworkError(
                .value, "the file is no model: neither a .keras archive nor an HDF5 file",
                hint: "model.save('model.keras') writes one")
        }
        return try archiving { () throws(ArchiveError) in
            let archive = try ZipArchive(bytes)
            var found: [String: [UInt8]] = [:]
            for member in archive.members where ["config.json", "model.weights.h5"].contains(member.name) {
                found[member.name] = try archive.content(of: member)
            }
            return found
        }
    }

    private static func archiving<R>(_ body: () throws(ArchiveError) -> R) throws(NetworkError) -> R {
        do throws(ArchiveError) { return try body() } catch {
            throw NetworkError(error.kind == .memory ? .memory : .value, error.message, hint: error.hint)
        }
    }

    // MARK: Other programs

    /// An ONNX file: the forward pass for programs that are not Keras.
    public static func onnx(_ network: Network) throws(NetworkError) -> [UInt8] { try ONNXExport.bytes(network) }

    /// The version of ONNX's operators that is written.
    public static let onnxOperators = ONNXGraph.operatorVersion

    // MARK: Weights alone

    /// A `.weights.h5` file.
    public static func weights(_ network: Network) throws(NetworkError) -> [UInt8] {
        try StoredWeights(network).file().bytes()
    }

    /// Sets a network's weights from a `.weights.h5`, `.keras` or whole-model `.h5` file of the same model.
    public static func loadWeights(_ bytes: [UInt8], into network: Network) throws(NetworkError) {
        var file = bytes
        if !HDF5Group.isHDF5(bytes) {
            guard let inner = try members(bytes)["model.weights.h5"] else {
                throw NetworkError(.value, "the file is a zip archive without model.weights.h5")
            }
            file = inner
        }
        let root = try HDF5Group(reading: file)
        if let legacy = root["model_weights"] ?? (root.texts("layer_names") == nil ? nil : root) {
            return try LegacyFile.loadWeights(legacy, into: network)
        }
        try StoredWeights(network).load(root)
    }
}
