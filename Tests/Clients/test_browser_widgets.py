"""Widgets in JupyterLab and Notebook 7, in a headless Chromium: sliders, buttons, progress, and a page that is loaded again."""

import pytest

import browser

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="chromium is not installed")

INTERACT = """\
from ipywidgets import *
import matplotlib.pyplot as plt
def f(rate, power=2):
    plt.figure(figsize=(4, 2))
    plt.plot([x / 20 for x in range(20)], [rate * (x / 20) ** power for x in range(20)])
    plt.ylim(0, 1)
    plt.show()
    print('rate', rate)
interact(f, rate=(0.001, 1.0), power=(1, 5));
"""
BUTTON = """\
button, out = Button(description='Train', icon='play', button_style='success'), Output()
def clicked(b):
    with out:
        print('trained', button.description)
button.on_click(clicked)
display(HBox([button, Dropdown(options=['adam', 'sgd'], description='optimizer')]), out)
"""
PROGRESS = """\
import time
bar = IntProgress(max=30, description='epochs', bar_style='info')
display(bar)
for i in range(30):
    bar.value = i + 1
    time.sleep(0.1)
print('all epochs')
"""
TABS = """\
tab = Tab([VBox([IntSlider(7, description='units'), FloatLogSlider(value=0.01, min=-5, max=0, description='rate'), Checkbox(True, description='shuffle')]),
           RadioButtons(options=['relu', 'tanh'], description='activation')], titles=['Network', 'Layer'])
tab
"""

IMAGE = ".widget-interact img"
NUMBER = ".widget-interact pre"
HANDLE = ".widget-interact .noUi-handle"


@pytest.fixture
def opened(folder, address, chromium):
    """Opens a notebook of some cells in a front end and runs them all."""
    pages = []

    def open(name, *cells, front_end="lab"):
        browser.write(folder, name, *cells)
        page = chromium.new_page(viewport={"width": 1280, "height": 1400})
        pages.append(page)
        desk = browser.Desk(page, front_end)
        desk.open(address, name)
        desk.command("notebook:run-all-cells")
        return desk

    yield open
    for page in pages:
        page.close()


def drag(page, dx):
    """Pulls the first slider's handle by the mouse."""
    page.locator(HANDLE).first.scroll_into_view_if_needed()
    box = page.locator(HANDLE).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(x + dx * step / 20, y)
    page.mouse.up()


def settled_rate(desk):
    """The rate that is printed below the slider once it equals the one beside it."""
    desk.page.wait_for_function(
        """([number]) => {
            const printed = document.querySelector(number)?.innerText.match(/rate ([0-9.]+)/);
            const shown = document.querySelector('.widget-interact .widget-readout')?.innerText;
            return printed && Math.abs(Number(printed[1]) - Number(shown)) < 0.006;
        }""", arg=[NUMBER], timeout=30000)
    return float(desk.page.locator(NUMBER).first.inner_text().split()[1])


def wait_for_another(page, old):
    page.wait_for_function(
        "([image, old]) => document.querySelector(image) && document.querySelector(image).src !== old", arg=[IMAGE, old], timeout=30000)


SLIDER = """\
import time
from ipywidgets import *
rates = []
interact(lambda rate: rates.append(rate), rate=(0.0, 1.0))
print('ready')
"""
# Ends only if the slider's messages reach the kernel while it runs.
WAITING = """\
while len(rates) < 2:
    time.sleep(0.02)
print('moved to', rates[-1])
"""


@pytest.mark.parametrize("front_end", browser.FRONT_ENDS)
def test_a_slider_moves_while_a_cell_runs(opened, front_end):
    desk = opened(f"busy-{front_end}.ipynb", SLIDER, WAITING, front_end=front_end)
    desk.wait_for_text(0, "ready")
    desk.page.wait_for_selector(HANDLE, timeout=60000)
    drag(desk.page, 120)
    desk.wait_for_text(1, "moved to 0.")


@pytest.mark.parametrize("front_end", browser.FRONT_ENDS)
def test_widgets_live_in_the_page(opened, address, front_end):
    desk = opened(f"widgets-{front_end}.ipynb", INTERACT, BUTTON, PROGRESS, TABS, front_end=front_end)
    page = desk.page
    page.wait_for_selector(IMAGE, timeout=60000)
    # The middle of the interval; the page's slider may already have moved it to the nearest of its steps, 0.501.
    assert 0.5 < settled_rate(desk) < 0.502
    first = page.locator(IMAGE).first.get_attribute("src")

    # A progress bar moves while its cell runs.
    bar = ".widget-hprogress .progress-bar"
    page.wait_for_selector(bar, state="attached", timeout=30000)
    widths = set()
    while "all epochs" not in desk.text(2):
        widths.add(page.evaluate("bar => document.querySelector(bar).style.width", bar))
        page.wait_for_timeout(50)
    assert len(widths) > 4, widths
    page.wait_for_selector(".widget-tab", timeout=30000)

    # A slider moves the picture and the number below it, and leaves one of each.
    drag(page, 120)
    wait_for_another(page, first)
    rate = settled_rate(desk)
    assert 0.55 < rate <= 1.0
    assert page.locator(IMAGE).count() == 1 and page.locator(NUMBER).count() == 1

    # A button's callback prints.
    page.click("button:has-text('Train')")
    page.wait_for_selector("pre:has-text('trained Train')", timeout=30000)
    desk.screenshot("widgets")
    assert page.locator(".jp-OutputArea-output:has-text('Error')").count() == 0

    # The page is loaded again: the widgets are there, with their values, and go on.
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty", timeout=30000)
    page.goto(browser.FRONT_ENDS[front_end].format(address=address, name=f"widgets-{front_end}.ipynb").replace("?reset", ""))
    desk.settle()
    page.wait_for_selector(HANDLE, timeout=60000)
    page.wait_for_selector(IMAGE, timeout=60000)
    assert settled_rate(desk) == rate
    before = page.locator(IMAGE).first.get_attribute("src")
    drag(page, -100)
    wait_for_another(page, before)
    assert settled_rate(desk) < rate
    page.click("button:has-text('Train')")
    page.wait_for_function("() => (document.body.innerText.match(/trained Train/g) || []).length === 2", timeout=30000)
    desk.screenshot("widgets-again")


def test_a_hundred_moves_end_at_the_last(opened):
    desk = opened("moves.ipynb", "from ipywidgets import *\ninteract(lambda n: print('n is', n), n=(0, 200));")
    desk.page.wait_for_selector("pre:text-is('n is 100')", timeout=60000)
    desk.page.locator(HANDLE).first.focus()
    for _ in range(100):
        desk.page.keyboard.press("ArrowRight")
    desk.page.wait_for_selector("pre:text-is('n is 200')", timeout=10000)
    assert desk.page.locator(NUMBER).count() == 1


def test_errors_of_callbacks_are_shown_and_pass(opened):
    desk = opened("errors.ipynb", "from ipywidgets import *\ninteract(lambda n: print('one by n', 1 / n), n=(0, 10));")
    page = desk.page
    page.wait_for_selector("pre:has-text('one by n 0.2')", timeout=60000)
    page.locator(HANDLE).first.focus()
    page.keyboard.press("Home")
    page.wait_for_selector(".widget-interact :has-text('ZeroDivisionError')", timeout=30000)
    desk.screenshot("widgets-error")
    page.keyboard.press("End")
    page.wait_for_selector("pre:has-text('one by n 0.1')", timeout=30000)
    assert page.locator(".widget-interact :has-text('ZeroDivisionError')").count() == 0
