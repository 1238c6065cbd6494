import Glibc
import Loops

// What each inner loop reaches on one core, of what this processor can do: `make bench`, or `loopbench [--all] [NAME]`.
//
// Arithmetic is compared with multiplying and adding in registers alone, passes over memory with copying as much: both are
// measured here and now. --all shows every instruction set that the processor has, NAME only loops whose name has it.

let wanted = CommandLine.arguments.dropFirst().filter { $0 != "--all" }.first
let tables = CommandLine.arguments.contains("--all") ? Loops.available : [Loops.best]

func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

func left(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }

for loops in tables {
    let rounds = 20_000
    var kept: Float = 0
    let peak =
        Double(rounds * loops.peak.operations) / Measurement.seconds { kept += loops.peak.multiply(rounds) } / 1e9
    let half = 32_768, from = Floats(half), to = Floats(half)
    let copying = Double(8 * half) / Measurement.seconds { to.base.update(from: from.base, count: half) } / 1e9
    print("\(loops.name): \(Int(peak)) GFLOP/s in registers, copies \(Int(copying)) GB/s\(kept.isNaN ? " " : "")")
    for row in productRows(loops) + elementRows(loops) {
        if let wanted, !row.name.contains(wanted) { continue }
        let seconds = Measurement.seconds(row.body)
        let (rate, unit, limit): (Double, String, Double) =
            switch row.work {
            case .operations(let count): (Double(count) / seconds / 1e9, "GFLOP/s", peak)
            case .bytes(let count): (Double(count) / seconds / 1e9, "GB/s", copying)
            }
        let share = "\(Int((100 * rate / limit).rounded())) %"
        print(
            "  " + pad(row.name, 32) + pad(row.size, 26) + left("\(Int(rate.rounded()))", 5) + " " + pad(unit, 8)
                + left(share, 6))
    }
}
