import JSON
import Notebooks
import Testing

private func notebook(_ sources: String...) throws -> Notebook {
    let cells: [JSON] = sources.map { ["cell_type": "code", "metadata": [:], "outputs": [], "source": .string($0)] }
    return try Notebook(
        parsing: (["cells": .array(cells), "metadata": [:], "nbformat": 4, "nbformat_minor": 4] as JSON).bytes())
}

@Suite struct NotebookRecordTests {
    /// All frames of a run go through their lines: the same notebook comes out.
    @Test func framesSurviveTheWire() throws {
        let source = try notebook(
            "print('a\\nб')", "from IPython.display import *\nh = display(HTML('<b>x</b>'), display_id='d')",
            "update_display(7, display_id='d')\nclear_output(wait=True)\n[1, None]", "1/0")
        let options = CellLoop.Options()
        var direct = NotebookRecord(source, options: options)
        var sent = NotebookRecord(source, options: options)
        var frames: [RunFrame] = []
        try CellLoop(direct.notebook, options: options).run { frames.append($0) }
        for frame in frames {
            direct.take(frame)
            let line = frame.bytes
            #expect(line.last == 0x0A && !line.dropLast().contains(0x0A))
            sent.take(try #require(RunFrame(line: line.dropLast())))
        }
        #expect(direct.verdict == sent.verdict)
        guard case .error(let failure)? = sent.verdict else {
            Issue.record("an error was expected")
            return
        }
        #expect(failure.cell == 4 && failure.name == "ZeroDivisionError")
        #expect(direct.notebook.cells.map(\.outputs.count) == [1, 1, 1, 1])
        #expect(direct.notebook.bytes.count == sent.notebook.bytes.count)
        #expect(sent.notebook.cells[1].outputs[0]["data"]?["text/plain"] == "7")
    }

    @Test func linesThatAreNoFramesAreNone() {
        for line in ["", "{}", "[]", "nonsense", #"{"frame": "event"}"#, #"{"frame": "end", "ending": {"kind": "x"}}"#]
        {
            #expect(RunFrame(line: Array(line.utf8)) == nil)
        }
    }

    @Test func framesOfCellsThatAreNotThereChangeNothing() throws {
        var record = NotebookRecord(try notebook("1"), options: .init())
        let before = record.notebook.bytes
        record.take(.begin(cell: 9, time: 0))
        record.take(.event(.stream(.stdout, "x"), cell: -1, count: 0))
        record.take(.end(cell: 5, count: 1, ending: .done, time: 0))
        #expect(record.notebook.bytes == before)
    }

    @Test func aRunThatDiesLeavesItsCellFailedAndTheRestPending() throws {
        var record = NotebookRecord(try notebook("1", "2", "3"), options: .init())
        record.take(.begin(cell: 0, time: 1))
        record.take(.end(cell: 0, count: 1, ending: .done, time: 2))
        record.take(.begin(cell: 1, time: 3))
        record.take(.event(.stream(.stdout, "kept"), cell: 1, count: 2))
        record.finish(.killed(cell: 2))
        let statuses = record.notebook.cells.map { $0[metadata: "papermill"]?["status"]?.string }
        #expect(statuses == ["completed", "failed", "pending"])
        #expect(record.notebook.cells[1].outputs.map { $0["output_type"]?.string } == ["stream", "error"])
    }

    /// Bytes changed, cut and doubled at random: a clear fault, or a notebook that is read again as it was written.
    @Test func brokenNotebooksAreFaultsOrNotebooks() throws {
        var random = SystemRandomNumberGenerator()
        let seed = try notebook("print(1)", "x = 'ё'").bytes
        var read = 0
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: bytes[at..<min(at + 40, bytes.count)], at: at)
                default: bytes[at] = Array("{}[]\",:0".utf8)[Int.random(in: 0..<8, using: &random)]
                }
            }
            guard let first = try? Notebook(parsing: bytes) else { continue }
            read += 1
            let second = try Notebook(parsing: first.bytes)
            #expect(second.bytes == first.bytes)
        }
        #expect(read > 0)
    }
}
