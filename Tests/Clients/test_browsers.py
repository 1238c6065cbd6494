"""JupyterLab and Notebook 7 in a headless Chromium, worked with as a person does; screenshots go to out/."""

import pytest

import browser

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="chromium is not installed")

MODEL = """\
from keras.models import Sequential
from keras.layers import Dense, Flatten
from svertka.datasets import digits
(x, y), (xt, yt) = digits.load_data()
x, y, xt, yt = x[:20000], y[:20000], xt[:2000], yt[:2000]
model = Sequential([Flatten(input_shape=x.shape[1:]), Dense(100, activation='relu'), Dense(10, activation='softmax')])
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
"""

TRAINING = MODEL + """\
history = model.fit(x / 255, y, epochs=3, validation_data=(xt / 255, yt))
print('trained', len(history.history['loss']))
"""

LONG_TRAINING = MODEL + "model.fit(x / 255, y, epochs=100000)"


@pytest.fixture(scope="module", params=browser.FRONT_ENDS)
def desk(request, folder, address, chromium):
    """A notebook of three cells, open in a front end; the tests of a front end go on in the same notebook."""
    name = f"{request.param}.ipynb"
    browser.write(folder, name, "print('свёртка', 6 * 7)", "[1, 2]", "1 / 0")
    page = chromium.new_page(viewport={"width": 1280, "height": 1000})
    desk = browser.Desk(page, request.param)
    desk.open(address, name)
    yield desk
    page.close()


def test_all_cells_run_and_errors_are_shown(desk):
    desk.command("notebook:run-all-cells")
    desk.wait_for_text(2, "ZeroDivisionError")
    desk.page.wait_for_selector(".jp-OutputArea-output:has-text('ZeroDivisionError')")
    seen = desk.page.eval_on_selector_all(".jp-OutputArea-output", "nodes => nodes.map(n => n.innerText)")
    assert seen[0].strip() == "свёртка 42" and seen[1].strip() == "[1, 2]" and "ZeroDivisionError" in seen[2]
    desk.screenshot("run-all")


def test_tab_offers_completions(desk):
    desk.wait_for_text(desk.run_cell("rate_of_learning = 1\nrate_of_decay = 2\nprint('set')"), "set")
    desk.type_cell("rate_of")
    desk.keys("Tab")
    desk.page.wait_for_selector(".jp-Completer .jp-Completer-item", state="visible", timeout=10000)
    desk.page.wait_for_function("document.querySelectorAll('.jp-Completer-item').length >= 2", timeout=10000)
    names = desk.page.eval_on_selector_all(".jp-Completer-item .jp-Completer-match", "nodes => nodes.map(n => n.innerText)")
    desk.screenshot("completion")
    assert [name.strip() for name in names] == ["rate_of_decay", "rate_of_learning"]
    desk.keys("ArrowDown", "Enter")
    desk.page.wait_for_selector(".jp-Completer", state="hidden")
    desk.keys("Shift+Enter")
    desk.wait_for_text(desk.count() - 2, "1")


def test_shift_tab_shows_help(desk):
    desk.wait_for_text(desk.run_cell("from keras.layers import Dense\nprint('imported')"), "imported")
    desk.type_cell("Dense(")
    desk.keys("Shift+Tab")
    tooltip = desk.page.wait_for_selector(".jp-Tooltip", state="visible", timeout=10000)
    text = tooltip.inner_text()
    desk.screenshot("help")
    assert "units" in text and "activation" in text
    desk.keys("Escape")


def test_a_training_draws_a_moving_chart(desk):
    before = desk.pictures()
    place = desk.run_cell(TRAINING)
    desk.picture(place, other_than=desk.picture(place))
    desk.screenshot("training")
    desk.wait_for_text(place, "trained 3")
    desk.screenshot("trained")
    assert desk.pictures() == before + 1
    assert "Error" not in desk.text(place)


def test_a_training_is_interrupted_and_variables_stay(desk):
    place = desk.run_cell(LONG_TRAINING)
    desk.picture(place, other_than=desk.picture(place))
    # Twice the letter I, as Jupyter's own help says.
    desk.keys("Escape", "i", "i")
    desk.page.wait_for_function(browser.IDLE, timeout=10000)
    desk.screenshot("interrupted")
    assert "Error" not in desk.text(place)
    desk.wait_for_text(desk.run_cell("print(x.shape[0] == len(y), model.count_params())"), "True 79510")


def test_a_restart_forgets_everything(desk):
    desk.keys("Escape", "0", "0")
    desk.page.click(".jp-Dialog button.jp-mod-accept:has-text('Restart')")
    desk.page.wait_for_selector(".jp-Dialog", state="detached")
    place = desk.run_cell("print('model' in globals())")
    desk.wait_for_text(place, "False")


def test_a_page_is_loaded_anew_while_a_training_runs(desk):
    place = desk.run_cell(LONG_TRAINING)
    desk.picture(place, other_than=desk.picture(place))
    desk.save_and_reload()
    # The page finds the kernel that it left, at work.
    desk.page.wait_for_function(
        "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'busy'", timeout=60000
    )
    desk.screenshot("reloaded")
    desk.command("notebook:interrupt-kernel")
    desk.page.wait_for_function(browser.IDLE, timeout=20000)
    desk.wait_for_text(desk.run_cell("print(model.count_params())"), "79510")


def test_attach_shows_a_training_after_the_page_was_loaded_anew(desk):
    desk.wait_for_text(desk.run_cell(MODEL + "run = model.fit(x / 255, y, epochs=100000, background=True)\nprint('begun')"), "begun")
    desk.save_and_reload()
    desk.settle()
    place = desk.run_cell("attach()")
    desk.picture(place, other_than=desk.picture(place))
    desk.screenshot("attached")
    # The shell is free meanwhile.
    desk.wait_for_text(desk.run_cell("run.stop()\nprint('stopped')"), "stopped")
