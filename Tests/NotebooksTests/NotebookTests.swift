import JSON
import Notebooks
import Testing

/// As nbformat 5.10 writes it: `nbformat.writes(nb) + "\n"`.
private let stored = """
    {
     "cells": [
      {
       "attachments": {
        "a.png": {
         "image/png": "QUJD"
        }
       },
       "cell_type": "markdown",
       "id": "one",
       "metadata": {},
       "source": [
        "# Свёртка\\n",
        "two\\u2028three"
       ]
      },
      {
       "cell_type": "code",
       "execution_count": 2,
       "id": "two",
       "metadata": {
        "tags": [
         "parameters"
        ]
       },
       "outputs": [
        {
         "name": "stdout",
         "output_type": "stream",
         "text": [
          "a\\n",
          "b"
         ]
        },
        {
         "data": {
          "application/json": [
           "kept",
           "apart"
          ],
          "image/svg+xml": [
           "<svg>\\n",
           "</svg>"
          ],
          "text/plain": [
           "1.5"
          ]
         },
         "execution_count": 2,
         "metadata": {},
         "output_type": "execute_result"
        }
       ],
       "source": []
      }
     ],
     "metadata": {
      "unknown": 1.5
     },
     "nbformat": 4,
     "nbformat_minor": 5
    }

    """.replacing("\\u2028", with: "\u{2028}\",\n    \"")

@Suite struct NotebookTests {
    @Test func whatIsNotChangedIsWrittenAsItWas() throws {
        let notebook = try Notebook(parsing: Array(stored.utf8))
        #expect(String(decoding: notebook.bytes, as: UTF8.self) == stored)
    }

    @Test func sourcesAreJoined() throws {
        let notebook = try Notebook(parsing: Array(stored.utf8))
        #expect(notebook.cells[0].source == "# Свёртка\ntwo\u{2028}three")
        #expect(notebook.cells[1].isCode && notebook.cells[1].tags == ["parameters"])
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"nbformat": 3, "worksheets": []}"#, #"{"nbformat": 5, "cells": []}"#, #"{"nbformat": 4}"#,
        #"{"nbformat": 4, "cells": [{}]}"#, #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}"#,
    ]) func otherFilesAreRefused(text: String) {
        #expect(throws: Notebook.Fault.self) { try Notebook(parsing: Array(text.utf8)) }
    }
}

@Suite struct NotebookParametersTests {
    /// What papermill 2.7 writes for the same words on its command line.
    @Test(arguments: [
        ("1", "1"), ("-2.5", "-2.5"), ("True", "True"), ("None", "None"), ("text", "\"text\""), ("nan", "float('nan')"),
        ("a\"b", "\"a\\\"b\""), ("1e3", "1000.0"), ("-inf", "float('-inf')"),
    ]) func wordsBecomeLiterals(word: String, literal: String) {
        #expect(NotebookParameters.literal(word) == literal)
    }

    @Test func theyStandAfterTheTaggedCell() throws {
        var notebook = try Notebook(parsing: Array(stored.utf8))
        NotebookParameters([("epochs", "3"), ("name", "x")]).inject(into: &notebook)
        #expect(notebook.cells.count == 3)
        #expect(notebook.cells[2].source == "# Parameters\nepochs = 3\nname = \"x\"\n")
        #expect(notebook.cells[2].tags == ["injected-parameters"])
        NotebookParameters([("epochs", "4")]).inject(into: &notebook)
        #expect(notebook.cells.count == 3)
        #expect(notebook.cells[2].source == "# Parameters\nepochs = 4\n")
    }
}
