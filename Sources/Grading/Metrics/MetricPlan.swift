/// A test cell's checks on hidden data, with all that they need: read once for an assignment, the same for each submission.
struct MetricPlan: Sendable {
    let checks: HiddenChecks
    /// The text that workers run in place of the cell's.
    let source: String
    /// What the cell is worth.
    let points: Double
    let inputs: HiddenInputs?
    let labels: HiddenLabels?

    /// - Throws: `GradingFault` for checks that cannot be meant so, and for hidden data that is not there or does not fit.
    init?(_ source: String, points: Double, cell: String, assignment: String, folder: HiddenFolder) throws(GradingFault)
    {
        let reading = try HiddenChecks.read(source, points: points)
        if reading.checks.isEmpty { return nil }
        (checks, self.source, self.points) = (reading.checks, reading.source, points)
        guard let metric = checks.metric else {
            (inputs, labels) = (nil, nil)
            return
        }
        inputs = try metric.inputs.map { text throws(GradingFault) in try folder.inputs(text) }
        labels = try HiddenLabels(
            metric, try folder.array(metric.labels), inputs: try inputs?.count(), seed: "\(assignment)/\(cell)")
    }

    /// The checks of a master copy's cells, by name.
    static func all(_ record: MasterRecord, assignment: String, folder: HiddenFolder) throws(GradingFault)
        -> [String: MetricPlan]
    {
        var plans: [String: MetricPlan] = [:]
        for cell in record.cells where cell.isGrade && !cell.isSolution && cell.type == "code" {
            do throws(GradingFault) {
                plans[cell.name] = try MetricPlan(
                    cell.source, points: cell.points, cell: cell.name, assignment: assignment, folder: folder)
            } catch { throw GradingFault("'\(cell.name)': \(error.description)") }
        }
        return plans
    }
}
