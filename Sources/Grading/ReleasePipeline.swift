import JSON
import Notebooks

/// From the teacher's notebook to the students': nbgrader's steps of `generate_assignment`, in its order.
struct ReleasePipeline {
    /// The notebook that the gradebook remembers: without solutions, with hidden tests, with checksums.
    let master: Notebook
    /// The notebook for students.
    let release: Notebook

    /// The names that the teacher's solutions define: what students are asked to define.
    let answers: [String]

    /// What stands where a solution stood, by the kernelspec's language.
    static let codeStub = ["# YOUR CODE HERE", "raise NotImplementedError()"]
    static let textStub = ["YOUR ANSWER HERE"]
    private static let languages: Set<String> = ["python", "svertka"]

    /// - Throws: `GradingFault`, naming the cell, for every rule that a step keeps.
    init(source: Notebook) throws(GradingFault) {
        var notebook = source
        answers = TestSeal.names(definedIn: source.cells.filter { $0.isSolution && $0.isCode }.map(\.source))
        try ReleasePipeline.checkLanguage(notebook)
        try ReleasePipeline.each(&notebook) { cell throws(GradingFault) in
            if cell.isCode, cell.source.contains("AUTOTEST") {
                throw GradingFault(
                    "AUTOTEST directives are not instantiated here: nbgrader generate_assignment does that")
            }
            ReleasePipeline.lock(&cell)
            try ReleasePipeline.clearSolution(&cell)
            cell.clearOutput()
        }
        notebook.dropMetadata("celltoolbar")
        try ReleasePipeline.check(notebook)
        try ReleasePipeline.each(&notebook) { cell throws(GradingFault) in
            if cell.isKept, cell.type == "raw" {
                throw GradingFault(
                    "a raw cell cannot be locked or graded: nbgrader's gradebook knows code and markdown")
            }
            ReleasePipeline.sign(&cell)
        }
        master = notebook
        try ReleasePipeline.each(&notebook) { cell throws(GradingFault) in
            try ReleasePipeline.clearHiddenTests(&cell)
            try ReleasePipeline.clearMarkScheme(&cell)
            ReleasePipeline.sign(&cell)
        }
        try ReleasePipeline.check(notebook)
        release = notebook
    }

    /// Reads the teacher's notebook at `path`; faults name it.
    init(path: String) throws(GradingFault) {
        let source = try Notebook(file: path)
        do throws(GradingFault) { self = try ReleasePipeline(source: source) } catch {
            throw GradingFault("\(path): \(error.description)")
        }
    }

    private static func each(_ notebook: inout Notebook, _ step: (inout Cell) throws(GradingFault) -> Void)
        throws(GradingFault)
    {
        for place in notebook.cells.indices {
            do throws(GradingFault) { try step(&notebook.cells[place]) } catch {
                throw GradingFault("cell \(place + 1): \(error.description)")
            }
        }
    }

    /// nbgrader looks only at the kernelspec for the language of the stub; without one it takes Python.
    private static func checkLanguage(_ notebook: Notebook) throws(GradingFault) {
        let language = notebook.kernelspec["language"]?.string ?? "python"
        if !languages.contains(language) {
            throw GradingFault("no stub for solutions in the language '\(language)' of the notebook's kernelspec")
        }
    }

    /// What students cannot delete or edit.
    private static func lock(_ cell: inout Cell) {
        guard cell.isSolution || cell.isGrade || cell.isLocked else { return }
        cell[metadata: "deletable"] = false
        if !cell.isSolution { cell[metadata: "editable"] = false }
    }

    private static func clearSolution(_ cell: inout Cell) throws(GradingFault) {
        let stub = cell.isCode ? codeStub : textStub
        let cut = try Regions.solution.cut(cell.source, stub: stub)
        if cut.isCut, !cell.isSolution {
            throw GradingFault("it has a region of solution and is no solution cell")
        }
        if cut.isCut {
            cell.fields["source"] = .string(cut.text)
        } else if cell.isSolution {
            cell.fields["source"] = .string(stub.joined(separator: "\n"))
        }
    }

    private static func clearHiddenTests(_ cell: inout Cell) throws(GradingFault) {
        let cut = try Regions.hiddenTests.cut(cell.source)
        if cut.isCut, !cell.isGrade { throw GradingFault("it has hidden tests and is no cell of autograder tests") }
        if cut.isCut { cell.fields["source"] = .string(cut.text) }
    }

    private static func clearMarkScheme(_ cell: inout Cell) throws(GradingFault) {
        let cut = try Regions.markScheme.cut(cell.source)
        if !cut.isCut { return }
        if !cell.isTask { throw GradingFault("it has a mark scheme and is no manually graded task") }
        let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        // The picture itself would stay in the cell that students get (nbgrader issue 1782).
        if cut.lines.contains(where: { lines[$0 - 1].contains("](attachment:") }) {
            throw GradingFault("its mark scheme shows an attachment, which students would get with the cell")
        }
        cell.fields["source"] = .string(cut.text)
    }

    /// Writes checksum and type into what grading looks at.
    private static func sign(_ cell: inout Cell) {
        guard cell.isGrade || cell.isSolution || cell.isLocked, let checksum = Checksum.of(cell) else { return }
        let type = cell.type
        cell.grading?["checksum"] = .string(checksum)
        cell.grading?["cell_type"] = .string(type)
    }

    private static func check(_ notebook: Notebook) throws(GradingFault) {
        if let finding = notebook.checked.findings.first(where: { $0.weight == .error }) {
            throw GradingFault((finding.cell.map { "cell \($0 + 1): " } ?? "") + finding.text)
        }
    }
}
