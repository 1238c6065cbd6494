"""JupyterLab's debugger, worked with as a person does; the screenshot goes to out/."""

import pytest

import browser

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="chromium is not installed")

CODE = "def double(a):\n    b = a + 1\n    return b * 2\n\ntotal = double(20)\nprint(total)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("debugging")


@pytest.fixture(scope="module")
def desk(folder):
    browser.write(folder, "debug.ipynb", CODE)
    with browser.server(folder) as address, browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1400, "height": 900})
        desk = browser.Desk(page, "lab")
        desk.open(address, "debug.ipynb")
        yield desk
        page.close()


def test_a_breakpoint_holds_the_cell_and_its_values_are_seen(desk):
    page = desk.page
    page.click(".jp-DebuggerBugButton")
    page.wait_for_selector(".jp-DebuggerBugButton[aria-pressed='true']", timeout=30000)
    page.wait_for_selector(".cm-breakpoint-gutter", timeout=30000)
    # The gutter has an element of no height before the first line's.
    lines = page.locator(".cm-breakpoint-gutter .cm-gutterElement")
    lines.nth(lines.count() - 5).click()
    page.wait_for_selector(".cm-breakpoint-marker", timeout=30000)
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    desk.command("notebook:run-cell")
    variables = page.locator(".jp-DebuggerVariables-body")
    page.wait_for_selector(".jp-DebuggerCallstack-body li", timeout=30000)
    frames = [text.strip() for text in page.locator(".jp-DebuggerCallstackFrame-name").all_inner_texts()]
    assert frames == ["double", "<module>"]
    page.wait_for_function(
        "document.querySelector('.jp-DebuggerVariables-body')?.innerText.includes('20')", timeout=30000)
    assert "a" in variables.first.inner_text()
    desk.command("debugger:next")
    page.wait_for_function(
        "document.querySelector('.jp-DebuggerVariables-body')?.innerText.includes('21')", timeout=30000)
    desk.screenshot("debugger")
    desk.command("debugger:continue")
    desk.wait_for_text(0, "42")
