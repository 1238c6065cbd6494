"""Tools that execute or convert notebooks: nbclient, nbconvert, papermill, jupytext."""

import subprocess
import sys

import jupytext
import nbclient
import nbformat
import pytest
from nbclient.exceptions import CellExecutionError, CellTimeoutError

import browser

PICTURE = """\
import matplotlib.pyplot as plt
plt.plot([1, 3, 2], label='loss')
plt.legend()
plt.show()
"""

TRAINING = """\
import numpy as np
from keras.models import Sequential
from keras.layers import Dense
model = Sequential([Dense(1, input_shape=(3,))])
model.compile(loss='mse', optimizer='sgd')
history = model.fit(np.ones((64, 3)), np.ones(64), epochs=3)
"""

LANGUAGE = {
    "name": "python", "version": "3.11.0", "file_extension": ".py", "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3}, "pygments_lexer": "ipython3", "nbconvert_exporter": "python",
}


def notebook(*cells):
    """A notebook of code cells; a cell may be a node already."""
    nb = nbformat.v4.new_notebook()
    nb.metadata.kernelspec = {"name": "svertka", "display_name": "Svertka", "language": "svertka"}
    # What a notebook has once a front end has saved it.
    nb.metadata.language_info = LANGUAGE
    nb.cells = [nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    return nb


def tool(*arguments, **options):
    """Runs a module of the environment; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)], capture_output=True, text=True, timeout=120, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def execute(nb, **options):
    nbclient.NotebookClient(nb, kernel_name="svertka", timeout=60, **options).execute()
    nbformat.validate(nb)
    return [output for cell in nb.cells for output in cell.get("outputs", [])]


# nbclient


def test_nbclient_keeps_the_last_frame_of_a_training_only():
    outputs = execute(notebook(TRAINING))
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 1 and pictures[0].data["text/plain"]
    assert all(output.output_type != "error" for output in outputs)


def test_nbclient_stops_at_an_error_and_names_it():
    nb = notebook("print('before')", "{}['k']", "print('after')")
    with pytest.raises(CellExecutionError, match="KeyError"):
        execute(nb)
    assert nb.cells[1].outputs[0].ename == "KeyError" and nb.cells[2].outputs == []


def test_nbclient_goes_on_where_errors_are_allowed():
    assert [output.output_type for output in execute(notebook("1 / 0", "2"), allow_errors=True)] == ["error", "execute_result"]


def test_nbclient_interrupts_a_cell_that_takes_too_long():
    nb = notebook("print('begun')\nwhile True: pass", "print('next')")
    client = nbclient.NotebookClient(nb, kernel_name="svertka", timeout=1, interrupt_on_timeout=True, allow_errors=True)
    client.execute()
    assert [output.get("ename", output.get("text")) for output in nb.cells[0].outputs] == ["begun\n", "KeyboardInterrupt"]
    assert nb.cells[1].outputs[0].text == "next\n"
    with pytest.raises(CellTimeoutError):
        nbclient.NotebookClient(notebook("while True: pass"), kernel_name="svertka", timeout=1).execute()


def test_nbclient_refuses_input_with_a_clear_error():
    with pytest.raises(CellExecutionError, match="front end cannot be asked|StdinNotImplementedError"):
        execute(notebook("input('name? ')"))


# nbconvert


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A notebook that nbconvert executed, as HTML in a browser."""
    if browser.CHROMIUM is None:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("html")
    path = folder / "n.ipynb"
    nbformat.write(notebook("def f(x):\n    return 'text' if x else 42  # why\nprint(f(0))", PICTURE, TRAINING, "1 / 0"), path)
    tool("nbconvert", "--to", "html", "--execute", "--allow-errors", path)
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1000, "height": 1400})
        page.goto((folder / "n.html").as_uri())
        browser.OUT.mkdir(exist_ok=True)
        page.screenshot(path=str(browser.OUT / "nbconvert.png"), full_page=True)
        yield page


def test_code_in_exported_html_is_coloured(page):
    colour = "nodes => new Set(nodes.map(n => getComputedStyle(n).color)).size"
    classes = page.eval_on_selector_all(".highlight span", "nodes => [...new Set(nodes.map(n => n.className))]")
    # Keyword, text, number, comment.
    assert {"k", "s1", "mi", "c1"} <= set(classes)
    assert page.eval_on_selector_all(".highlight .k, .highlight .s1, .highlight .mi, .highlight .c1", colour) >= 3


def test_exported_html_shows_pictures_and_errors(page):
    pictures = page.eval_on_selector_all(".jp-OutputArea-output img", "nodes => nodes.map(n => [n.naturalWidth, n.naturalHeight])")
    assert len(pictures) == 2 and all(width > 100 and height > 50 for width, height in pictures)
    outputs = page.eval_on_selector_all(".jp-OutputArea-output", "nodes => nodes.map(n => n.innerText)")
    assert outputs[0].strip() == "42" and "ZeroDivisionError" in outputs[-1]


# papermill


VALUES = """\
rate: 0.25
epochs: 3
name: it's "so"
flag: true
nothing: null
sizes: [1, 2, [3, four]]
options: {depth: 2, 'a b': [false, -1.5e-8]}
large: 123456789012345678901234567890
"""


def test_papermill_injects_parameters_of_every_kind(tmp_path):
    cell = nbformat.v4.new_code_cell("rate = 1\nepochs = 1", metadata={"tags": ["parameters"]})
    shown = "for value in (rate, epochs, name, flag, nothing, sizes, options, large, worst): print(repr(value))"
    nbformat.write(notebook(cell, shown), tmp_path / "n.ipynb")
    (tmp_path / "values.yaml").write_text(VALUES + "worst: [.inf, -.inf, .nan]\n")
    tool("papermill", tmp_path / "n.ipynb", tmp_path / "out.ipynb", "-f", tmp_path / "values.yaml", "--no-progress-bar")
    done = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert [c.metadata.get("tags") for c in done.cells] == [["parameters"], ["injected-parameters"], []]
    assert done.cells[2].outputs[0].text.splitlines() == [
        "0.25", "3", "'it\\'s \"so\"'", "True", "None", "[1, 2, [3, 'four']]",
        "{'depth': 2, 'a b': [False, -1.5e-08]}", "123456789012345678901234567890", "[inf, -inf, nan]",
    ]


def test_papermill_saves_what_was_done_before_an_error(tmp_path):
    nbformat.write(notebook("print('before')", "raise RuntimeError('no')", "print('after')"), tmp_path / "n.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "papermill", str(tmp_path / "n.ipynb"), str(tmp_path / "out.ipynb"), "--no-progress-bar"],
        capture_output=True, text=True, timeout=120,
    )
    assert done.returncode != 0 and "RuntimeError: no" in done.stderr
    outputs = [cell.outputs for cell in nbformat.read(tmp_path / "out.ipynb", as_version=4).cells if cell.cell_type == "code"]
    assert any(output.get("text") == "before\n" for cell in outputs for output in cell)
    assert any(output.get("ename") == "RuntimeError" for cell in outputs for output in cell)


# jupytext


@pytest.mark.parametrize("form", ["py:percent", "py:light", "md", "md:myst"])
def test_jupytext_takes_a_notebook_there_and_back(form):
    text = nbformat.v4.new_markdown_cell("# Свёртка\n\nA *list*:\n\n- one")
    nb = notebook(text, "def f(x):\n    return x * 2\n\n\nf(21)", "%matplotlib inline\nprint('a')", "for i in range(2):\n    print(i)")
    # Fenced code of Markdown must bear a language that jupytext knows.
    nb.metadata.jupytext = {"main_language": "python"}
    back = jupytext.reads(jupytext.writes(nb, form), form)
    assert [(c.cell_type, c.source) for c in back.cells] == [(c.cell_type, c.source) for c in nb.cells]
    assert back.metadata.kernelspec.name == "svertka"
    results = [output for output in execute(back) if output.output_type in ("execute_result", "stream")]
    assert [output.get("text") or output.data["text/plain"] for output in results] == ["42", "a\n", "0\n1\n"]


def test_jupytext_executes_a_program_through_the_kernel(tmp_path):
    (tmp_path / "n.py").write_text("# ---\n# jupyter:\n#   kernelspec:\n#     name: svertka\n#     display_name: Svertka\n#     language: svertka\n# ---\n\n# %%\n6 * 7\n")
    tool("jupytext", "--to", "ipynb", "--execute", tmp_path / "n.py")
    done = nbformat.read(tmp_path / "n.ipynb", as_version=4)
    assert done.cells[0].outputs[0].data["text/plain"] == "42"
