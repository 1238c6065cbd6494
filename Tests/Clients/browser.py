"""Front ends in a headless Chromium: JupyterLab and Notebook 7 from one server, and what a person does in them."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import nbformat

CHROMIUM = shutil.which("chromium")
OUT = pathlib.Path(__file__).resolve().parents[2] / "out"

# The address of a notebook in each front end.
FRONT_ENDS = {"lab": "{address}/lab/tree/{name}?reset", "notebook": "{address}/notebooks/{name}"}


@contextlib.contextmanager
def server(folder):
    """A Jupyter server of our own that offers both front ends; yields its address."""
    log = folder / "server.log"
    settings = folder / "settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    # Nobody is asked whether news should be fetched.
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    environment = {
        **os.environ, "JUPYTER_CONFIG_DIR": str(folder / "config"), "HOME": str(folder),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
    }
    # A file, not a pipe: nobody would read the pipe, and a full one stops the server.
    with log.open("w") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "notebook", "--no-browser", "--allow-root", "--ServerApp.port=0",
             "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True", f"--notebook-dir={folder}",
             "--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"],
            env=environment, stdout=sink, stderr=sink,
        )
    try:
        deadline, found = time.monotonic() + 60, None
        while found is None:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            found = re.search(r"http://[^/\s]+", log.read_text())
            time.sleep(0.1)
        yield found.group()
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextlib.contextmanager
def chromium():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def write(folder, name, *cells):
    """A notebook for the kernel."""
    nb = nbformat.v4.new_notebook()
    nb.metadata.kernelspec = {"name": "svertka", "display_name": "Svertka", "language": "svertka"}
    nb.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
    nbformat.write(nb, folder / name)


IDLE = """() => {
    const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return session?.isReady && session.session?.kernel?.connectionStatus === 'connected' && session.session.kernel.status === 'idle';
}"""

# A notebook draws cells when they come into view: outputs are asked of the model, what is seen of the page.
TEXT = """place => {
    const outputs = window.jupyterapp.shell.currentWidget.content.widgets[place].model.outputs;
    const texts = [];
    for (let i = 0; i < outputs.length; i++) {
        const output = outputs.get(i).toJSON();
        texts.push([output.text ?? output.data?.['text/plain'] ?? output.traceback ?? ''].flat().join(''));
    }
    return texts.join('');
}"""

PICTURE = """place => {
    const outputs = window.jupyterapp.shell.currentWidget.content.widgets[place].model.outputs;
    for (let i = outputs.length - 1; i >= 0; i--) {
        const picture = outputs.get(i).toJSON().data?.['image/png'];
        if (picture) return picture;
    }
    return null;
}"""


class Desk:
    """A notebook in a front end, and the hands of a person."""

    def __init__(self, page, front_end):
        self.page, self.front_end = page, front_end

    def open(self, address, name):
        """Opens a notebook and waits for its kernel."""
        self.page.goto(FRONT_ENDS[self.front_end].format(address=address, name=name))
        self.settle()

    def settle(self):
        """Waits until the notebook is drawn and its kernel waits for work."""
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60000)
        self.page.wait_for_function(IDLE, timeout=60000)

    def save_and_reload(self):
        """Loads the page anew; what the notebook showed was saved."""
        self.page.evaluate("async () => { await window.jupyterapp.shell.currentWidget.context.save(); }")
        self.page.reload()
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60000)

    def command(self, name):
        """A command by its name, as its menu entry calls it. Does not wait for its end."""
        self.page.evaluate("name => { window.jupyterapp.commands.execute(name); }", name)

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type_cell(self, text):
        """Types a text into an empty cell at the end; the cursor stays in it."""
        self.page.evaluate("""async () => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.length - 1;
            if (notebook.activeCell.model.sharedModel.source !== '') {
                await window.jupyterapp.commands.execute('notebook:insert-cell-below');
            }
        }""")
        # A notebook makes a cell's editor when the cell comes into view.
        self.page.wait_for_function("""() => {
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.mode = 'edit';
            notebook.activeCell.editor?.focus();
            return notebook.activeCell.editor?.hasFocus() ?? false;
        }""")
        # As one piece: the editor closes brackets and indents what is typed.
        self.page.keyboard.insert_text(text)
        return self.count() - 1

    def count(self):
        return self.page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")

    def run_cell(self, text):
        """Types a cell and presses Shift-Enter; returns its place."""
        place = self.type_cell(text)
        self.keys("Shift+Enter")
        return place

    def text(self, place):
        """What a cell shows, as text."""
        return self.page.evaluate(TEXT, place)

    def wait_for_text(self, place, expected, timeout=60):
        """Waits until a cell shows a text."""
        deadline = time.monotonic() + timeout
        while expected not in self.text(place):
            assert time.monotonic() < deadline, f"cell {place} shows {self.text(place)!r}, not {expected!r}"
            self.page.wait_for_timeout(50)

    def pictures(self):
        """How many pictures the page shows."""
        return self.page.locator(".jp-OutputArea-output img").count()

    def picture(self, place, other_than=None, timeout=60):
        """The picture that a cell shows; waits for one, or for another one than before."""
        deadline = time.monotonic() + timeout
        while (picture := self.page.evaluate(PICTURE, place)) in (None, other_than):
            assert time.monotonic() < deadline, f"cell {place} shows no new picture: {self.text(place)!r}"
            self.page.wait_for_timeout(50)
        # What the notebook has, the page shows soon.
        self.page.wait_for_function(
            "[...document.querySelectorAll('.jp-OutputArea-output img')].some(img => img.complete && img.naturalWidth > 0)",
            timeout=20000,
        )
        return picture

    def screenshot(self, name):
        OUT.mkdir(exist_ok=True)
        self.page.screenshot(path=str(OUT / f"{self.front_end}-{name}.png"))
