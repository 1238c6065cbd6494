"""JupyterLab's debugger, worked with as a person does; the screenshot goes to out/."""

import pytest

import browser

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="chromium is not installed")

CODE = "def double(a):\n    b = a + 1\n    return b * 2\n\ntotal = double(20)\nprint(total)"


@pytest.fixture(scope="module")
def desk(folder, address, chromium):
    browser.write(folder, "debug.ipynb", CODE)
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    desk = browser.Desk(page, "lab")
    desk.open(address, "debug.ipynb")
    yield desk
    page.close()


def test_a_breakpoint_holds_the_cell_and_its_values_are_seen(desk):
    page = desk.page
    page.wait_for_selector(".jp-DebuggerBugButton[aria-disabled='false']", timeout=30000)
    page.click(".jp-DebuggerBugButton")
    page.wait_for_selector(".jp-DebuggerBugButton[aria-pressed='true']", timeout=30000)
    page.wait_for_selector(".cm-breakpoint-gutter", timeout=30000)
    # Before the first line's element the gutter has one that gives it its width.
    page.locator(".cm-breakpoint-gutter .cm-gutterElement").nth(2).click()
    page.wait_for_selector(".jp-DebuggerBreakpoint-line:has-text('2')", timeout=30000)
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    desk.command("notebook:run-cell")
    page.wait_for_selector(".cm-line.jp-DebuggerEditor-highlight:has-text('b = a + 1')", timeout=30000)
    names = page.locator(".jp-DebuggerCallstackFrame-name")
    assert [text.strip() for text in names.all_inner_texts()] == ["double", "<module>"]
    variables = ".jp-DebuggerVariables-body:has-text('{}')"
    page.wait_for_selector(variables.format("20"), timeout=30000)
    desk.command("debugger:next")
    page.wait_for_selector(variables.format("21"), timeout=30000)
    desk.screenshot("debugger")
    desk.command("debugger:continue")
    desk.wait_for_text(0, "42")
