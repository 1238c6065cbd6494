/// HDF5 as others may ask for it: whether it is there.
public enum HDF5 {
    /// The version of the library that holds models' weights, `1.10.8`, or why there is none.
    public static func version() -> Result<String, Missing> {
        do throws(Missing) {
            return .success(
                try HDF5Library.use(
                    otherwise: { Missing(description: $0.message) },
                    { (library: HDF5Library) throws(Missing) in library.version }))
        } catch { return .failure(error) }
    }

    /// Why there is no HDF5, and what to install.
    public struct Missing: Error, CustomStringConvertible {
        public let description: String
    }
}
