import CProcessor
@_exported import LoopTable
import LoopsAVX2
import LoopsAVX512
import LoopsBaseline

/// The inner loops for the processor at hand, chosen once: a binary built on one machine runs on another.
public enum Loops {
    /// Tables that this processor can run, slowest first.
    public static let available: [LoopTable] = {
        var tables = [LoopsBaseline.CompiledLoops.table("baseline")]
        if processor_has_avx2() != 0 { tables.append(LoopsAVX2.CompiledLoops.table("AVX2")) }
        if processor_has_avx512() != 0 { tables.append(LoopsAVX512.CompiledLoops.table("AVX-512")) }
        return tables
    }()

    /// The fastest of them.
    public static let best: LoopTable = available[available.count - 1]
}
