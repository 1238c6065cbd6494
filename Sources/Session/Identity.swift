import JSON

/// The program's name and version, and what it tells tools about its language.
public enum Identity {
    public static let version = "0.1.0"

    /// `language_info` of the kernel and of executed notebooks.
    ///
    /// The language names itself Python, so that every tool colours, indents and exports it; the kernelspec's
    /// language is `svertka`, so that no tool takes a Python notebook for ours.
    public static let languageInfo: JSON = [
        "codemirror_mode": ["name": "ipython", "version": 3],
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.11.0",
    ]
}
