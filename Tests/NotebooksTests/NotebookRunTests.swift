import JSON
import Notebooks
import Testing

/// A notebook of code cells, each a source with tags.
private func notebook(_ cells: (String, [String])...) throws -> Notebook {
    let fields: [JSON] = cells.map { source, tags in
        [
            "cell_type": "code", "execution_count": .null, "metadata": ["tags": .array(tags.map { .string($0) })],
            "outputs": [], "source": .string(source),
        ]
    }
    let document: JSON = ["cells": .array(fields), "metadata": [:], "nbformat": 4, "nbformat_minor": 4]
    return try Notebook(parsing: document.bytes())
}

@Suite struct NotebookRunTests {
    @Test func outputsAreStoredAsNbclientStoresThem() throws {
        var run = NotebookRun(try notebook(("a = 2", []), ("print(1)\nprint(2)\na * 3", [])), options: .init())
        let failure = try run.run()
        #expect(failure == nil)
        #expect(run.notebook.cells.map(\.executionCount) == [1, 2])
        #expect(run.notebook.cells[0].outputs.isEmpty)
        #expect(
            run.notebook.cells[1].outputs == [
                ["name": "stdout", "output_type": "stream", "text": "1\n2\n"],
                [
                    "data": ["text/plain": "6"], "execution_count": 2, "metadata": [:],
                    "output_type": "execute_result",
                ],
            ])
    }

    @Test func anErrorEndsTheRunAndIsStored() throws {
        var run = NotebookRun(try notebook(("1/0", []), ("print(1)", [])), options: .init())
        let failure = try run.run()
        #expect(failure?.cell == 1 && failure?.name == "ZeroDivisionError")
        #expect(run.notebook.cells[0].outputs.first?["ename"] == "ZeroDivisionError")
        #expect(run.notebook.cells[1].executionCount == nil)
    }

    @Test func expectedErrorsDoNot() throws {
        var run = NotebookRun(try notebook(("1/0", ["raises-exception"]), ("5", [])), options: .init())
        let failure = try run.run()
        #expect(failure == nil)
        var options = NotebookRun.Options()
        options.allowsErrors = true
        var other = NotebookRun(try notebook(("1/0", []), ("5", [])), options: options)
        let failureOfOther = try other.run()
        #expect(failureOfOther == nil)
        #expect(other.notebook.cells[1].outputs.count == 1)
    }

    @Test func taggedAndEmptyCellsAreLeftAlone() throws {
        var run = NotebookRun(try notebook(("boom", ["skip-execution"]), ("  \n", []), ("1", [])), options: .init())
        let failure = try run.run()
        #expect(failure == nil)
        #expect(run.notebook.cells.map(\.executionCount) == [nil, nil, 1])
    }

    @Test func aCellThatTakesTooLongIsInterrupted() throws {
        var options = NotebookRun.Options()
        options.timeout = 0.2
        var run = NotebookRun(try notebook(("while True: pass", []), ("1", [])), options: options)
        let failure = try run.run()
        #expect(failure?.name == "TimeoutError")
    }
}
