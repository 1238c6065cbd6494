import Drawing
import Language
import Networks

/// A training as the program and people see it, while it runs and afterwards: how far it is, its curves, what it said.
///
/// It lives in the kernel, not in a browser: `attach()` shows it in any cell of any client, again and again.
final class RunObject: Object {
    /// How far a training is.
    enum State: String {
        /// It runs in a cell or in the background.
        case running
        /// It can go on, bit for bit.
        case paused
        /// Every epoch was trained.
        case done
        /// Somebody ended it before its last epoch: the program, a callback, a newer training.
        case stopped
        /// An error ended it.
        case failed
    }

    /// Counted from 1 in each kernel.
    let number: Int
    /// The model's name.
    let name: String
    let epochs: Int
    let history: HistoryObject
    var live: KerasLiveChart
    var log = RunLog()
    var state = State.running
    /// What the model was made of, in words: trainings of equal ones are compared.
    var structure = ""
    /// The error that ended it.
    var failure: LanguageError?
    /// What goes on; gone at the end, with the samples it holds.
    var training: TrainingRun?
    /// The work in the background; none where a cell trains.
    var job: BackgroundJob?
    /// Cells that wait for its end: errors are raised there.
    var waiting = 0
    /// True once somebody asked it to pause.
    var isAskedToPause = false
    /// Says something where the training was started.
    var outlet: (Event) -> Void
    /// Places besides the first that hear what it says.
    private var listeners: [(Event) -> Void] = []
    private static let listenerLimit = 8

    init(number: Int, model: ModelObject, options: FitOptions, history: HistoryObject, _ interpreter: Interpreter) {
        self.number = number
        name = model.network.name
        epochs = options.epochs
        self.history = history
        live = KerasLiveChart(
            title: model.network.name, epochs: options.epochs, initialEpoch: options.initialEpoch)
        outlet = interpreter.host.outlet()
    }

    override var nativeType: NativeType { .run }

    /// Takes what callbacks and warnings say: it is kept in the log and goes where the training is watched.
    func hear(_ event: Event) {
        if case .stream(_, let text) = event {
            log.append(text)
            for listener in listeners { listener(event) }
        }
        outlet(event)
    }

    /// Keeps a line that is not printed.
    func note(_ line: String) {
        log.append(line)
        for listener in listeners { listener(.stream(.stdout, line)) }
    }

    /// Shows the chart and the end of the log in the cell that runs, and whatever comes until the end.
    func attach(_ interpreter: Interpreter) throws(LanguageError) {
        let outlet = interpreter.host.outlet()
        let tail = log.tail(lines: 20)
        if !tail.isEmpty { outlet(.stream(.stdout, tail)) }
        if interpreter.host.showsPictures {
            live.add(outlet)
            try live.show(always: true)
        } else {
            outlet(.stream(.stdout, live.chart.text + "\n"))
        }
        guard state == .running || state == .paused else { return }
        listeners.append(outlet)
        if listeners.count > RunObject.listenerLimit { listeners.removeFirst() }
    }

    /// The training is over: nothing of the samples stays.
    func ended(_ state: State) {
        self.state = state
        history.chart = live.chart
        training = nil
        job = nil
        listeners = []
    }

    /// `paused` only where it really can go on: a model that was compiled anew since then starts anew.
    var presentState: State {
        if state == .paused, training?.canGoOn != true { ended(.stopped) }
        return state
    }

    /// One line: what, how far, and the newest values.
    var line: String { "<Run \(number) of '\(name)': \(presentState.rawValue), \(live.chart.text)>" }
}

/// The trainings of an interpreter, the newest last.
final class Runs {
    private(set) var all: [RunObject] = []
    private var count = 0
    /// Trainings that are remembered after their end.
    private static let limit = 20

    static func of(_ interpreter: Interpreter) -> Runs { interpreter.state(of: Runs.self) { Runs() } }

    /// The number of the next training.
    func nextNumber() -> Int {
        count += 1
        return count
    }

    /// The chart of a new training knows its metrics, and the newest earlier training of the same model, or of one that
    /// was made of the same layers.
    func compare(_ run: RunObject, _ network: Network) {
        run.live.chart.expect(network.metricNames)
        run.structure = Runs.structure(network)
        let earlier = all.last { $0.structure == run.structure && !$0.history.epoch.values.isEmpty }
        if let earlier { run.live.chart.previous = earlier.live.chart.series }
    }

    private static func structure(_ network: Network) -> String {
        network.callees.map { callee in
            switch callee {
            case .input(let symbol): "input \(symbol.shape)"
            case .layer(let layer): "\(layer.kind.name) \(layer.outputShapes) \(layer.parameterCount)"
            case .network(let inner): "(" + structure(inner) + ")"
            }
        }.joined(separator: ", ") + network.metricNames.joined(separator: " ")
    }

    func add(_ run: RunObject) {
        all.append(run)
        while all.count > Runs.limit, let old = all.firstIndex(where: { $0.training == nil }) { all.remove(at: old) }
    }

    /// The one that runs; else the last.
    var present: RunObject? { all.last { $0.state == .running } ?? all.last }
}
