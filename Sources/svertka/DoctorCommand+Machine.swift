import Glibc
import Jupyter
import Loops
import ModelFiles
import Session
import Vision

/// A library that the program uses.
struct LibraryCheck: Sendable {
    let look: @Sendable () -> Finding

    static let table: [LibraryCheck] = [
        LibraryCheck {
            let hasCURVE = ZeroMQ.has("curve")
            return Finding(
                "ZeroMQ", hasCURVE ? .fine : .note,
                "\(ZeroMQ.version), \(hasCURVE ? "with" : "without") encryption (CURVE)",
                remedy: hasCURVE ? nil : "apt-get install libzmq5 libsodium23")
        },
        LibraryCheck {
            switch OpenBLAS.loaded {
            case .success(let library):
                Finding("OpenBLAS", .fine, "\(library.version), core type \(library.coreName)")
            case .failure(let missing):
                Finding("OpenBLAS", .wrong, missing.description, remedy: "apt-get install libopenblas0-pthread")
            }
        },
        LibraryCheck {
            switch HDF5.version() {
            case .success(let version): Finding("HDF5", .fine, "\(version), for Keras's .h5 files and weights")
            case .failure(let missing):
                Finding("HDF5", .note, missing.description, remedy: "apt-get install libhdf5-103-1")
            }
        },
        LibraryCheck {
            guard let missing = JPEG.missing else {
                return Finding("libjpeg-turbo", .fine, "\(JPEG.libraryName), for JPEG pictures")
            }
            return Finding("libjpeg-turbo", .note, missing, remedy: "apt-get install \(JPEG.packageName)")
        },
    ]
}

/// What the machine, or the container, gives.
struct MachineCheck: Sendable {
    let look: @Sendable () -> Finding

    static let table: [MachineCheck] = [
        MachineCheck {
            let best = Loops.best.name
            return Finding(
                "instruction set", best == "baseline" ? .note : .fine,
                best == "baseline" ? "no AVX2: numeric loops run several times slower than they could" : best)
        },
        MachineCheck {
            let cores = "\(Workers.cores) of \(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"
            guard let quota = CPUQuota.ofProcess, quota < Double(Workers.cores) else {
                return Finding("cores", .fine, "\(cores) for this process")
            }
            let whole = max(1, Int(quota))
            return Finding(
                "cores", .note,
                "\(cores) for this process, but time for \(quota) of them only, so threads wait for each other",
                remedy: "start the container with --cpuset-cpus=0-\(whole - 1) in place of --cpus")
        },
        MachineCheck {
            let limit = MemoryLimit.ofProcess.bytes
            let text = "a cell gets MemoryError at \(gibibytes(limit)) (SVERTKA_MEMORY changes it)"
            return limit < 1 << 30
                ? Finding("memory", .note, text + "; networks need more", remedy: "export SVERTKA_MEMORY=2G")
                : Finding("memory", .fine, text)
        },
        MachineCheck {
            let folders = DataFolders()
            let sets = DataCommand.DataSet.table
            let names = sets.filter { $0.place(in: folders).path != nil }.map(\.name).joined(separator: ", ")
            let missing = sets.filter { $0.place(in: folders).path == nil }.map(\.name).joined(separator: ", ")
            if missing.isEmpty { return Finding("data sets", .fine, names) }
            let there = names.isEmpty ? "" : names + "; "
            return Finding(
                "data sets", .note,
                "\(there)missing: \(missing) (generated digits need no file)",
                remedy: "svertka data fetch NAME, or export SVERTKA_DATA=FOLDER")
        },
    ]

    private static func gibibytes(_ bytes: Int) -> String {
        let tenths = (bytes * 10 + 1 << 29) >> 30
        return "\(tenths / 10).\(tenths % 10) GiB"
    }
}

/// How much processor time a container may use.
enum CPUQuota {
    /// Cores' worth of time, from control groups of version 2 or 1; `nil` where there is no limit.
    static var ofProcess: Double? {
        if let text = TextFile.read("/sys/fs/cgroup/cpu.max") {
            let fields = text.split(whereSeparator: \.isWhitespace).map { Double($0) }
            guard fields.count == 2, let quota = fields[0], let period = fields[1], period > 0 else { return nil }
            return quota / period
        }
        let folder = "/sys/fs/cgroup/cpu/cpu.cfs_"
        guard let quota = number(folder + "quota_us"), let period = number(folder + "period_us"), quota > 0, period > 0
        else { return nil }
        return quota / period
    }

    private static func number(_ path: String) -> Double? {
        TextFile.read(path).flatMap { Double($0.filter { !$0.isWhitespace }) }
    }
}
