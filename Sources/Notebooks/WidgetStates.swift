import JSON
import Language

/// The states of a notebook's widgets while it runs, as JupyterLab and nbclient keep them in the notebook's metadata:
/// pages without a kernel show the widgets from them.
struct WidgetStates {
    private struct Widget {
        var state: [(key: String, value: JSON)] = []
        /// Bytes of the state and where they belong.
        var buffers: [(path: JSON, bytes: [UInt8])] = []
    }

    private var widgets: [String: Widget] = [:]

    /// Takes what a program says to a widget's model.
    mutating func take(_ message: CommMessage) {
        switch message.kind {
        case .open where message.content["target_name"]?.string == "jupyter.widget": widgets[message.id] = Widget()
        case .message where message.content["data"]?["method"]?.string == "update": break
        case .close:
            widgets[message.id] = nil
            return
        default: return
        }
        guard widgets[message.id] != nil, let data = message.content["data"] else { return }
        for (key, value) in data["state"]?.fields ?? [] { set(key, value, of: message.id) }
        for (path, bytes) in zip(data["buffer_paths"]?.array ?? [], message.buffers) {
            widgets[message.id]?.buffers.removeAll { $0.path == path }
            widgets[message.id]?.buffers.append((path, bytes))
        }
    }

    private mutating func set(_ key: String, _ value: JSON, of id: String) {
        if let place = widgets[id]?.state.firstIndex(where: { $0.key == key }) {
            widgets[id]?.state[place].value = value
        } else {
            widgets[id]?.state.append((key, value))
        }
    }

    /// The notebook's `metadata.widgets`; `nil` where there are none.
    var metadata: JSON? {
        if widgets.isEmpty { return nil }
        let states = widgets.sorted { $0.key < $1.key }.map { id, widget in (id, WidgetStates.entry(widget)) }
        return [
            "application/vnd.jupyter.widget-state+json": [
                "state": .object(states), "version_major": 2, "version_minor": 0,
            ]
        ]
    }

    private static func entry(_ widget: Widget) -> JSON {
        let state = JSON.object(widget.state)
        var entry: JSON = [
            "model_name": state["_model_name"] ?? "", "model_module": state["_model_module"] ?? "",
            "model_module_version": state["_model_module_version"] ?? "", "state": state,
        ]
        if !widget.buffers.isEmpty {
            entry["buffers"] = .array(
                widget.buffers.map { path, bytes in
                    ["encoding": "base64", "path": path, "data": .string(Base64.text(bytes))]
                })
        }
        return entry
    }
}
