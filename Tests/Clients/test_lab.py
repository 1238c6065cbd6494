"""JupyterLab in a headless Chromium: a cell trains, its chart moves, nothing is in red."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import nbformat
import pytest

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

OUT = pathlib.Path(__file__).resolve().parents[2] / "out"

TRAINING = """\
from keras.models import Sequential
from keras.layers import Dense, Flatten
from svertka.datasets import digits
(x, y), (xt, yt) = digits.load_data()
model = Sequential([Flatten(input_shape=x.shape[1:]), Dense(100, activation='relu'), Dense(10, activation='softmax')])
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
history = model.fit(x / 255, y, epochs=8, validation_data=(xt / 255, yt))
print('trained', len(history.history['loss']))
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab of our own; yields its address and its folder."""
    folder = tmp_path_factory.mktemp("lab")
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / "config"), "HOME": str(folder)}
    log = folder / "server.log"
    # A file, not a pipe: nobody would read the pipe, and a full one stops the server.
    with log.open("w") as sink:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port=0",
             "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True", f"--notebook-dir={folder}",
             "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=",
             "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
            env=environment, stdout=sink, stderr=sink,
        )
    deadline, found = time.monotonic() + 60, None
    while found is None:
        assert server.poll() is None and time.monotonic() < deadline, log.read_text()
        found = re.search(r"http://[^/\s]+", log.read_text())
        time.sleep(0.1)
    address = found.group()
    yield address, folder
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        yield page
        browser.close()


def write(folder, name, *cells):
    nb = nbformat.v4.new_notebook()
    nb.metadata.kernelspec = {"name": "svertka", "display_name": "Svertka", "language": "svertka"}
    nb.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(nb, folder / name)


def open_notebook(page, address, name):
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60000)
    page.wait_for_function("document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=30000)


def run_all(page):
    """By the command itself: menus change between versions. Starts the cells and does not wait for their end."""
    page.evaluate("""async () => {
        const session = window.jupyterapp.shell.currentWidget.sessionContext;
        await session.ready;
        await session.session.kernel.info;
        window.jupyterapp.commands.execute('notebook:run-all-cells');
    }""")


def test_cells_run_and_errors_are_shown(lab, page):
    address, folder = lab
    write(folder, "a.ipynb", "print('свёртка', 6 * 7)", "[1, 2]", "1 / 0")
    open_notebook(page, address, "a.ipynb")
    run_all(page)
    page.wait_for_selector(".jp-OutputArea-output:has-text('ZeroDivisionError')", timeout=60000)
    outputs = page.eval_on_selector_all(".jp-OutputArea-output", "nodes => nodes.map(n => n.innerText)")
    assert outputs[0].strip() == "свёртка 42" and outputs[1].strip() == "[1, 2]" and "ZeroDivisionError" in outputs[2]


def test_a_training_draws_a_moving_chart(lab, page):
    address, folder = lab
    write(folder, "b.ipynb", TRAINING)
    open_notebook(page, address, "b.ipynb")
    run_all(page)
    picture = ".jp-OutputArea-output img"
    page.wait_for_selector(picture, timeout=60000)
    OUT.mkdir(exist_ok=True)
    first = page.get_attribute(picture, "src")
    page.wait_for_function("first => document.querySelector('.jp-OutputArea-output img').src !== first", arg=first, timeout=60000)
    page.screenshot(path=str(OUT / "lab-training.png"))
    page.wait_for_selector(".jp-OutputArea-output:has-text('trained 8')", timeout=120000)
    page.screenshot(path=str(OUT / "lab-trained.png"))
    assert page.locator(picture).count() == 1
    assert page.locator(".jp-OutputArea-output:has-text('Error')").count() == 0
