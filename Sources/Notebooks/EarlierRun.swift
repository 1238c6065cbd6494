import JSON
import Session

/// What an earlier run of a notebook left that a later one may go on from: its first cells, as long as they ended well
/// and neither they nor anything before them was changed.
///
/// Names and values live in the process that ran the cells and die with it. Going on therefore runs those cells again;
/// what is kept of them is what the notebook shows: their outputs, times and numbers, as long as they come out the same.
public struct EarlierRun: Sendable {
    /// The cells that can be kept, from the first one on.
    public let cells: [Cell]
    /// True where all cells of the notebook are kept: there is nothing to run.
    public let isComplete: Bool
    /// The notebook that was written.
    public let notebook: Notebook

    /// Where a cell that ran well keeps the hash of all sources before it and its own: an edit of any of them, of the
    /// parameters, or another version of the program gives another hash. nbclient and front ends write this part of the
    /// metadata anew when they run a cell.
    static let field = "svertka.prefix"

    /// What can be kept of `written` by a run of `source` with these options.
    public init(of written: Notebook, for source: Notebook, options: CellLoop.Options) {
        let next = NotebookRecord(source, options: options).notebook
        let chains = EarlierRun.chains(next)
        var kept = 0
        for (cell, chain) in zip(written.cells, chains) {
            let isKept =
                cell.isRun
                ? cell[metadata: "execution"]?[EarlierRun.field]?.string == chain
                : cell.source == next.cells[kept].source
                    && cell.fields["cell_type"] == next.cells[kept].fields["cell_type"]
            if !isKept || cell.isRun != next.cells[kept].isRun { break }
            kept += 1
        }
        cells = Array(written.cells.prefix(kept))
        isComplete = kept == next.cells.count && written.cells.count == kept
        notebook = written
    }

    /// For each cell the hash of the sources of all that run up to it.
    static func chains(_ notebook: Notebook) -> [String] {
        var chain = TextChain()
        chain.add(Identity.version)
        return notebook.cells.map { cell in
            if cell.isRun { chain.add(cell.source) }
            return chain.text
        }
    }
}
