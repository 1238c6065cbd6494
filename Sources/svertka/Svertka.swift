import ArgumentParser

/// The command line; each subcommand stands in a file of its own.
@main struct Svertka: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svertka", abstract: "A Jupyter kernel for teaching deep learning.")
}
