/// `getpass`: a line that is not shown while it is typed.
enum GetpassModule {
    static let module = NativeModule(
        "getpass", doc: "Asks for a password.",
        functions: [
            NativeFunction(
                "getpass", [Parameter("prompt", .str("Password: ")), Parameter("stream", .none)],
                doc: "Asks the person for a line that is not shown."
            ) { (call) throws(LanguageError) in
                Value(try call.interpreter.line(prompt: call.interpreter.str(call[0]), isPassword: true))
            }
        ])
}
