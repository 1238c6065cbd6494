import Glibc
import Synchronization

/// libhdf5's functions, loaded when the first file is read or written.
///
/// The library is not re-entrant: `use` lets one thread at a time in. Names are HDF5's own without the letter of their
/// chapter; numbers that stand for constants of its headers are explained where they are used.
struct HDF5Library: Sendable {
    /// What HDF5 names things by; below 0 where something went wrong.
    typealias ID = Int64
    typealias Status = Int32

    /// Why there is no HDF5.
    struct Missing: Error { let message: String }

    /// `1.10.8`.
    let version: String
    let reportErrors: @convention(c) (ID, UnsafeRawPointer?, UnsafeRawPointer?) -> Status
    // Files in memory.
    let createProperties: @convention(c) (ID) -> ID
    let keepInMemory: @convention(c) (ID, Int, UInt32) -> Status
    let setImage: @convention(c) (ID, UnsafeRawPointer?, Int) -> Status
    let closeProperties: @convention(c) (ID) -> Status
    let createFile: @convention(c) (UnsafePointer<CChar>, UInt32, ID, ID) -> ID
    let openFile: @convention(c) (UnsafePointer<CChar>, UInt32, ID) -> ID
    let flush: @convention(c) (ID, Int32) -> Status
    let image: @convention(c) (ID, UnsafeMutableRawPointer?, Int) -> Int
    let closeFile: @convention(c) (ID) -> Status
    // Groups and what they hold.
    let createGroup: @convention(c) (ID, UnsafePointer<CChar>, ID, ID, ID) -> ID
    let groupFacts: @convention(c) (ID, UnsafeMutableRawPointer) -> Status
    let linkName:
        @convention(c) (
            ID, UnsafePointer<CChar>, Int32, Int32, UInt64, UnsafeMutablePointer<CChar>?, Int, ID
        ) -> Int
    let linkFacts: @convention(c) (ID, UnsafePointer<CChar>, UnsafeMutableRawPointer, ID) -> Status
    let openObject: @convention(c) (ID, UnsafePointer<CChar>, ID) -> ID
    let kind: @convention(c) (ID) -> Int32
    let closeObject: @convention(c) (ID) -> Status
    // Arrays.
    let createArray: @convention(c) (ID, UnsafePointer<CChar>, ID, ID, ID, ID, ID) -> ID
    let readArray: @convention(c) (ID, ID, ID, ID, ID, UnsafeMutableRawPointer) -> Status
    let writeArray: @convention(c) (ID, ID, ID, ID, ID, UnsafeRawPointer) -> Status
    let arraySpace: @convention(c) (ID) -> ID
    let arrayType: @convention(c) (ID) -> ID
    let storedSize: @convention(c) (ID) -> UInt64
    let reclaim: @convention(c) (ID, ID, ID, UnsafeMutableRawPointer) -> Status
    // Attributes.
    let createAttribute: @convention(c) (ID, UnsafePointer<CChar>, ID, ID, ID, ID) -> ID
    let attributeName:
        @convention(c) (
            ID, UnsafePointer<CChar>, Int32, Int32, UInt64, UnsafeMutablePointer<CChar>?, Int, ID
        ) -> Int
    let openAttribute: @convention(c) (ID, UnsafePointer<CChar>, ID) -> ID
    let readAttribute: @convention(c) (ID, ID, UnsafeMutableRawPointer) -> Status
    let writeAttribute: @convention(c) (ID, ID, UnsafeRawPointer) -> Status
    let attributeSpace: @convention(c) (ID) -> ID
    let attributeType: @convention(c) (ID) -> ID
    let closeAttribute: @convention(c) (ID) -> Status
    // Extents and types.
    let createSpace: @convention(c) (Int32, UnsafePointer<UInt64>?, UnsafePointer<UInt64>?) -> ID
    let scalarSpace: @convention(c) (Int32) -> ID
    let axisCount: @convention(c) (ID) -> Int32
    let extents: @convention(c) (ID, UnsafeMutablePointer<UInt64>?, UnsafeMutablePointer<UInt64>?) -> Int32
    let closeSpace: @convention(c) (ID) -> Status
    let copyType: @convention(c) (ID) -> ID
    let setTypeSize: @convention(c) (ID, Int) -> Status
    let setCharacters: @convention(c) (ID, Int32) -> Status
    let characters: @convention(c) (ID) -> Int32
    let typeClass: @convention(c) (ID) -> Int32
    let typeSize: @convention(c) (ID) -> Int
    let isVariableText: @convention(c) (ID) -> Int32
    let closeType: @convention(c) (ID) -> Status
    // Types and classes that are there already.
    let fileAccess: ID
    let float32: ID
    let int64: ID
    let text: ID

    private static let library: Mutex<Result<HDF5Library, Missing>?> = Mutex(nil)

    /// Runs `body` with the library, which no other thread then uses.
    static func use<R, E: Error>(
        otherwise: (Missing) -> E, _ body: (HDF5Library) throws(E) -> R
    ) throws(E) -> sending R {
        let result: Result<R, E> = library.withLock { state in
            let loaded = state ?? load()
            state = loaded
            switch loaded {
            case .failure(let missing): return .failure(otherwise(missing))
            case .success(let library):
                // Errors come back as numbers below 0; without this each thread prints them as well.
                _ = library.reportErrors(0, nil, nil)
                nonisolated(unsafe) let outcome = Result { () throws(E) in try body(library) }
                return outcome
            }
        }
        nonisolated(unsafe) let outcome = result
        return try outcome.get()
    }

    /// Names under which Debian, Ubuntu and HDF5's own builds install the library.
    private static let fileNames = [
        "libhdf5_serial.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so.100", "libhdf5.so.103", "libhdf5.so.310",
        "libhdf5.so.200", "libhdf5_serial.so", "libhdf5.so",
    ]

    private static func load() -> Result<HDF5Library, Missing> {
        let advice = "install the package libhdf5-103-1 (or libhdf5-dev)"
        guard let handle = fileNames.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
            return .failure(Missing(message: "the library HDF5, which holds models' weights, is not there: \(advice)"))
        }
        do throws(Missing) { return .success(try HDF5Library(handle, advice)) } catch { return .failure(error) }
    }

    private init(_ handle: UnsafeMutableRawPointer, _ advice: String) throws(Missing) {
        func address(_ names: [String]) throws(Missing) -> UnsafeMutableRawPointer {
            for name in names { if let found = dlsym(handle, name) { return found } }
            throw Missing(message: "the library HDF5 has no \(names[0]): \(advice)")
        }
        func function<F>(_ names: String...) throws(Missing) -> F {
            unsafeBitCast(try address(names), to: F.self)
        }
        func constant(_ names: String...) throws(Missing) -> ID {
            try address(names).load(as: ID.self)
        }
        let open: @convention(c) () -> Status = try function("H5open")
        guard open() >= 0 else { throw Missing(message: "the library HDF5 does not start: \(advice)") }
        let versionNumbers:
            @convention(c) (
                UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>
            ) -> Status = try function("H5get_libversion")
        var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
        _ = versionNumbers(&major, &minor, &release)
        version = "\(major).\(minor).\(release)"
        reportErrors = try function("H5Eset_auto2")
        createProperties = try function("H5Pcreate")
        keepInMemory = try function("H5Pset_fapl_core")
        setImage = try function("H5Pset_file_image")
        closeProperties = try function("H5Pclose")
        createFile = try function("H5Fcreate")
        openFile = try function("H5Fopen")
        flush = try function("H5Fflush")
        image = try function("H5Fget_file_image")
        closeFile = try function("H5Fclose")
        createGroup = try function("H5Gcreate2")
        groupFacts = try function("H5Gget_info")
        linkName = try function("H5Lget_name_by_idx")
        linkFacts = try function("H5Lget_info1", "H5Lget_info")
        openObject = try function("H5Oopen")
        kind = try function("H5Iget_type")
        closeObject = try function("H5Oclose")
        createArray = try function("H5Dcreate2")
        readArray = try function("H5Dread")
        writeArray = try function("H5Dwrite")
        arraySpace = try function("H5Dget_space")
        arrayType = try function("H5Dget_type")
        storedSize = try function("H5Dget_storage_size")
        reclaim = try function("H5Treclaim", "H5Dvlen_reclaim")
        createAttribute = try function("H5Acreate2")
        attributeName = try function("H5Aget_name_by_idx")
        openAttribute = try function("H5Aopen")
        readAttribute = try function("H5Aread")
        writeAttribute = try function("H5Awrite")
        attributeSpace = try function("H5Aget_space")
        attributeType = try function("H5Aget_type")
        closeAttribute = try function("H5Aclose")
        createSpace = try function("H5Screate_simple")
        scalarSpace = try function("H5Screate")
        axisCount = try function("H5Sget_simple_extent_ndims")
        extents = try function("H5Sget_simple_extent_dims")
        closeSpace = try function("H5Sclose")
        copyType = try function("H5Tcopy")
        setTypeSize = try function("H5Tset_size")
        setCharacters = try function("H5Tset_cset")
        characters = try function("H5Tget_cset")
        typeClass = try function("H5Tget_class")
        typeSize = try function("H5Tget_size")
        isVariableText = try function("H5Tis_variable_str")
        closeType = try function("H5Tclose")
        fileAccess = try constant("H5P_CLS_FILE_ACCESS_ID_g", "H5P_CLS_FILE_ACCESS_g")
        float32 = try constant("H5T_IEEE_F32LE_g")
        int64 = try constant("H5T_STD_I64LE_g")
        text = try constant("H5T_C_S1_g")
    }
}
