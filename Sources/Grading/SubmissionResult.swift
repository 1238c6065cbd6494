import JSON

/// What the grading of one submission found: all that the gradebook needs, and the evidence for it.
///
/// It is kept as a file under a key of its content, so that it can be made anywhere and merged in any order.
public struct SubmissionResult: Sendable, Equatable {
    /// Hash of the submission, the master copy, the engine's version and what was asked for.
    public var key: String
    public var assignment: String
    public var student: String
    /// When it was handed in, where it says so.
    public var timestamp: PointInTime?
    public var notebooks: [NotebookResult]
    /// Seconds that the grading took.
    public var seconds: Double
    /// What is wrong with the submission as a whole.
    public var findings: [String]

    /// True where somebody should look: something failed, was repaired or was tried.
    public var needsAttention: Bool { !findings.isEmpty || notebooks.contains(where: \.needsAttention) }

    /// Points found automatically.
    public var score: Double { notebooks.reduce(0) { $0 + $1.cells.reduce(0) { $0 + ($1.score ?? 0) } } }
}

/// What was found in one notebook.
public struct NotebookResult: Sendable, Equatable {
    /// How far it came.
    public enum State: Sendable, Equatable {
        case graded
        /// The file was not handed in: its cells are worth 0.
        case missing
        /// It could not be graded; marks in the gradebook stay as they are.
        case failed(String)
    }

    public var name: String
    public var state: State
    public var cells: [CellResult] = []
    /// What was repaired or looks wrong.
    public var findings: [String] = []

    public var needsAttention: Bool {
        if case .failed = state { return true }
        return !findings.isEmpty || cells.contains { $0.needsReview }
    }
}

/// The verdict on one cell, with its evidence.
public struct CellResult: Sendable, Equatable {
    public var name: String
    public var isGrade = false
    public var isSolution = false
    public var isTask = false
    /// Points; `nil` where a person has to give them.
    public var score: Double?
    public var maximum = 0.0
    /// True where a person should look at the points all the same.
    public var needsReview = false
    /// The gradebook's automatic comment.
    public var comment: String?
    /// How the cell ended, in a word, and why it got what it got.
    public var status = ""
    public var reason = ""
    public var wall = 0.0
    public var cpu: Double?
    public var steps: Int?
    public var operations: Int?
    public var peakBytes: Int?
    public var layers: [String] = []
    /// What was measured on hidden data.
    public var metric: MetricResult?
}

// MARK: As files

extension SubmissionResult {
    /// The version of the files' form.
    private static let form = 1

    public var json: JSON {
        [
            "form": .int(SubmissionResult.form), "key": .string(key), "assignment": .string(assignment),
            "student": .string(student), "timestamp": timestamp.map { .string($0.text) } ?? .null,
            "seconds": .double(seconds), "findings": .array(findings.map { .string($0) }),
            "notebooks": .array(notebooks.map(\.json)),
        ]
    }

    /// A result from its file; `nil` where the file is none, or of another version.
    public init?(_ json: JSON) {
        guard json["form"]?.int == SubmissionResult.form, let key = json["key"]?.string,
            let assignment = json["assignment"]?.string, let student = json["student"]?.string,
            let notebooks = json["notebooks"]?.array
        else { return nil }
        let read = notebooks.compactMap(NotebookResult.init)
        guard read.count == notebooks.count else { return nil }
        self.init(
            key: key, assignment: assignment, student: student,
            timestamp: json["timestamp"]?.string.flatMap { try? PointInTime($0) }, notebooks: read,
            seconds: json["seconds"]?.double ?? 0, findings: json["findings"]?.array?.compactMap(\.string) ?? [])
    }
}

extension NotebookResult {
    var json: JSON {
        var json: JSON = [
            "name": .string(name), "cells": .array(cells.map(\.json)),
            "findings": .array(findings.map { .string($0) }),
        ]
        switch state {
        case .graded: json["state"] = "graded"
        case .missing: json["state"] = "missing"
        case .failed(let reason):
            json["state"] = "failed"
            json["reason"] = .string(reason)
        }
        return json
    }

    init?(_ json: JSON) {
        guard let name = json["name"]?.string, let cells = json["cells"]?.array else { return nil }
        self.name = name
        switch json["state"]?.string {
        case "graded": state = .graded
        case "missing": state = .missing
        case "failed": state = .failed(json["reason"]?.string ?? "")
        default: return nil
        }
        self.cells = cells.compactMap(CellResult.init)
        guard self.cells.count == cells.count else { return nil }
        findings = json["findings"]?.array?.compactMap(\.string) ?? []
    }
}

extension CellResult {
    var json: JSON {
        var json: JSON = [
            "grade_id": .string(name), "grade": .bool(isGrade), "solution": .bool(isSolution), "task": .bool(isTask),
            "score": score.map { .double($0) } ?? .null, "max": .double(maximum), "review": .bool(needsReview),
            "comment": comment.map { .string($0) } ?? .null, "status": .string(status), "reason": .string(reason),
            "wall": .double(wall), "cpu": cpu.map { .double($0) } ?? .null, "steps": steps.map { .int($0) } ?? .null,
            "operations": operations.map { .int($0) } ?? .null,
            "peak_bytes": peakBytes.map { .int($0) } ?? .null, "layers": .array(layers.map { .string($0) }),
        ]
        if let metric { json["metric"] = metric.json }
        return json
    }

    init?(_ json: JSON) {
        guard let name = json["grade_id"]?.string else { return nil }
        self.name = name
        isGrade = json["grade"]?.bool ?? false
        isSolution = json["solution"]?.bool ?? false
        isTask = json["task"]?.bool ?? false
        score = json["score"]?.double
        maximum = json["max"]?.double ?? 0
        needsReview = json["review"]?.bool ?? false
        comment = json["comment"]?.string
        status = json["status"]?.string ?? ""
        reason = json["reason"]?.string ?? ""
        wall = json["wall"]?.double ?? 0
        (cpu, steps, peakBytes) = (json["cpu"]?.double, json["steps"]?.int, json["peak_bytes"]?.int)
        operations = json["operations"]?.int
        layers = json["layers"]?.array?.compactMap(\.string) ?? []
        metric = json["metric"].flatMap(MetricResult.init)
    }
}
