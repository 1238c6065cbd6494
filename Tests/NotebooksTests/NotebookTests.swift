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
        "", "[]", "{}", #"{"nbformat": 3, "cells": []}"#, #"{"nbformat": 5, "cells": []}"#, #"{"nbformat": 4}"#,
        #"{"nbformat": 4, "cells": [{}]}"#, #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}"#,
        #"{"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]}"#,
        #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "outputs": [{"output_type": "y"}]}]}"#,
        #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "", "execution_count": -1}]}"#,
        #"{"nbformat": 4, "cells": [], "metadata": 5}"#, #"{"nbformat": 2, "worksheets": []}"#,
    ]) func otherFilesAreRefused(text: String) {
        #expect(throws: Notebook.Fault.self) { try Notebook(parsing: Array(text.utf8)) }
    }
}

@Suite struct NotebookUpgradeTests {
    @Test func identifiersAreAddedAndDoubleOnesReplaced() throws {
        let text = """
            {"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "a"}, {"cell_type": "markdown", "metadata": {}, "source": "a"},
            {"cell_type": "raw", "id": "x", "metadata": {}, "source": []}, {"cell_type": "raw", "id": "x", "source": "b"},
            {"cell_type": "raw", "id": "not one", "metadata": {}, "source": "b"}]}
            """
        let notebook = try Notebook(parsing: Array(text.utf8))
        let ids = notebook.cells.compactMap { $0.fields["id"]?.string }
        #expect(Set(ids).count == 5 && ids[2] == "x" && !ids.contains("not one"))
        #expect(ids[0].count == 8 && notebook.minorVersion == 5)
        let again = try Notebook(parsing: Array(text.utf8))
        #expect(again.cells.map { $0.fields["id"] } == notebook.cells.map { $0.fields["id"] })
    }

    @Test func version3IsRead() throws {
        let text = """
            {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "n"}, "worksheets": [{"cells": [
            {"cell_type": "heading", "level": 3, "source": ["a\\n", "b"]},
            {"cell_type": "code", "input": "1", "language": "python", "prompt_number": 7, "collapsed": true, "outputs": [
            {"output_type": "pyout", "prompt_number": 7, "text": "1", "json": "[1]"},
            {"output_type": "stream", "stream": "stderr", "text": "w"}]}]}]}
            """
        let notebook = try Notebook(parsing: Array(text.utf8))
        #expect(notebook.cells[0].source == "### a b")
        #expect(notebook.cells[1].source == "1" && notebook.cells[1].executionCount == 7)
        #expect(notebook.cells[1].outputs[0]["data"] == ["text/plain": "1", "application/json": [1]])
        #expect(notebook.cells[1].outputs[1]["name"] == "stderr")
    }
}

@Suite struct NotebookParametersTests {
    /// What papermill 2.7 writes for the same words on its command line.
    @Test(arguments: [
        ("1", "1"), ("-2.5", "-2.5"), ("True", "True"), ("None", "None"), ("text", "\"text\""), ("nan", "float('nan')"),
        ("a\"b", "\"a\\\"b\""), ("1e3", "1000.0"), ("-inf", "float('-inf')"), ("1_000", "1000"), ("1__0", "\"1__0\""),
        (" 5 ", "5"), ("007", "7"), ("0x10", "\"0x10\""), (".5", "0.5"), ("-", "\"-\""), ("1e400", "float('inf')"),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("_1", "\"_1\""),
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
