"""The gallery notebook as JupyterLab shows it, light and dark: pictures of the page from top to bottom, to be looked at.

    python benchmarks/gallery_pages.py OUT [--notebook EXECUTED.ipynb] [--theme light|dark] [--width 1000]

Without --notebook the gallery is executed first (the kernelspec svertka must be installed). OUT gets a picture of every
screen, light-00.png … and dark-00.png …. The helpers are those of Tests/Clients/browser.py; jupyterlab, playwright and
chromium must be there.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests" / "Clients"))

import browser  # noqa: E402

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


def executed(folder: pathlib.Path) -> pathlib.Path:
    """The gallery with the outputs of a run."""
    import nbclient
    import nbformat

    notebook = nbformat.read(ROOT / "notebooks" / "gallery.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, kernel_name="svertka", timeout=600).execute()
    path = folder / "executed.ipynb"
    nbformat.write(notebook, path)
    return path


def pages(notebook: pathlib.Path, out: pathlib.Path, theme: str, width: int, height: int) -> int:
    """Screens of a notebook in a theme; gives their number."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copy(notebook, folder / "gallery.ipynb")
        with browser.server(folder) as address, browser.chromium() as chromium:
            # All cells are drawn at once, so that the page keeps its height while it is scrolled.
            settings = folder / "settings" / "@jupyterlab"
            path = settings / "notebook-extension" / "tracker.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text('{"windowingMode": "none"}')
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}/lab/tree/gallery.ipynb?reset")
            page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60000)
            page.evaluate(
                "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }", THEMES[theme])
            page.wait_for_function(
                "theme => document.body.dataset.jpThemeName === theme", arg=THEMES[theme], timeout=60000)
            page.evaluate("""async () => {
                const app = window.jupyterapp;
                for (const side of ['left', 'right']) {
                    if (!app.shell[side + 'Collapsed']) await app.commands.execute('application:toggle-' + side + '-area');
                }
            }""")
            count = page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")
            page.wait_for_function(
                "count => document.querySelectorAll('.jp-NotebookPanel .jp-Cell').length >= count", arg=count, timeout=60000)
            scroller = """[...document.querySelectorAll('.jp-NotebookPanel, .jp-NotebookPanel *')].find(
                node => node.scrollHeight > 2 * node.clientHeight && node.clientHeight > 500)"""
            page.wait_for_function(scroller, timeout=60000)
            # Pictures are decoded before they are looked at.
            page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => null)))")
            total, screen = page.evaluate(f"(() => {{ const s = {scroller}; return [s.scrollHeight, s.clientHeight]; }})()")
            number = 0
            for top in range(0, total, screen - 40):
                page.evaluate(f"top => {{ {scroller}.scrollTop = top; }}", top)
                page.wait_for_function("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
                page.locator(".jp-NotebookPanel").screenshot(path=out / f"{theme}-{number:02}.png")
                number += 1
            return number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--notebook", type=pathlib.Path, help="an executed notebook; otherwise the gallery is run")
    parser.add_argument("--theme", choices=THEMES, help="one theme instead of both")
    parser.add_argument("--width", type=int, default=1000)
    parser.add_argument("--height", type=int, default=2400)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        notebook = options.notebook or executed(pathlib.Path(folder))
        for theme in [options.theme] if options.theme else THEMES:
            print(theme, pages(notebook, options.out, theme, options.width, options.height), "pages", flush=True)


if __name__ == "__main__":
    main()
