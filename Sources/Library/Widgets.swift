import Language

/// `comm`, `traitlets` and `ipywidgets`: controls in the page, written in the language upon the few functions of
/// `Comms`. Models, states and versions are those of ipywidgets 8, so the front end's own code shows them.
enum Widgets {
    static let modules = [
        Comms.module,
        NativeModule(
            "comm", doc: "Channels between the program and objects of the front end.",
            aliases: ["comm.base_comm", "ipykernel.comm"], written: WrittenModule(source: CommText.text)),
        NativeModule(
            "traitlets", doc: "Attributes that are checked and observed.", aliases: ["traitlets.traitlets"],
            written: WrittenModule(source: joined(traits))),
        NativeModule(
            "ipywidgets", doc: "Controls in the page: sliders, buttons, boxes, outputs, and interact.",
            aliases: ["ipywidgets.widgets"], written: WrittenModule(source: joined(widgets))
        ) { _ in [("__version__", Value("8.1.9"))] },
    ]

    private static let traits = [
        TraitsText.single, TraitContainersText.text, TraitObjectsText.observers, TraitObjectsText.objects,
        TraitObjectsText.links,
    ]

    private static let widgets = [
        WidgetText.start, WidgetText.widget, WidgetLayoutText.text, WidgetNumbersText.traits, WidgetNumbersText.widgets,
        WidgetWordsText.text, WidgetChoicesText.text, WidgetDatesText.text, WidgetBoxesText.boxes,
        WidgetBoxesText.output, WidgetTemplatesText.text, WidgetMediaText.text, WidgetInteractText.text,
    ]

    private static func joined(_ parts: [String]) -> String { parts.joined(separator: "\n\n\n") }
}
