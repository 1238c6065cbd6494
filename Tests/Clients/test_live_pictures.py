"""Pictures that replace themselves: the training chart and animations, from a client's and a browser's side."""

import base64
import json
import struct

import browser
import nbformat
import pytest
from kernel_client import Client

NETWORK = """\
import numpy as np, keras, svertka, time
from keras import layers
import matplotlib.pyplot as plt
x = np.random.default_rng(1).random((512, 8)).astype('float32')
y = (x.sum(axis=1) > 4).astype('int64')
def network():
    m = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(2, activation='softmax')])
    m.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return m
"""
RUN = "application/vnd.svertka.run+json"


@pytest.fixture(scope="module")
def trained():
    client = Client()
    _, reply = client.run(NETWORK)
    assert reply["status"] == "ok", reply
    yield client
    client.close()


def shown(messages, kind=("display_data", "update_display_data")):
    return [m for m in messages if m["msg_type"] in kind and "image/png" in m["content"]["data"]]


def chunks(png):
    """Names and contents of a PNG file's chunks."""
    place, found = 8, []
    while place < len(png):
        count = struct.unpack(">I", png[place:place + 4])[0]
        found.append((png[place + 4:place + 8].decode(), png[place + 8:place + 8 + count]))
        place += 12 + count
    return found


def picture(message):
    return base64.b64decode(message["content"]["data"]["image/png"])


def size(png):
    return struct.unpack(">II", png[16:24])


def test_the_chart_stands_under_one_display_id_and_keeps_its_size(trained):
    messages, _ = trained.run("h = network().fit(x, y, epochs=300, validation_split=0.25)")
    charts = shown(messages)
    assert charts[0]["msg_type"] == "display_data"
    assert len(charts) > 1 and all(m["msg_type"] == "update_display_data" for m in charts[1:])
    assert len({m["content"]["transient"]["display_id"] for m in charts}) == 1
    assert {json.dumps(m["content"]["metadata"]["image/png"]) for m in charts} == {'{"width": 720, "height": 300}'}
    assert size(picture(charts[-1])) == (1440, 600) and {size(picture(m)) for m in charts[:-1]} == {(1080, 450)}
    states = [m["content"]["data"][RUN]["state"] for m in charts]
    assert states[-1] == "done" and set(states[:-1]) == {"running"}
    assert charts[-1]["content"]["data"]["text/plain"].startswith("done in ")


def test_a_stored_training_takes_60_kilobytes_at_most(trained):
    for fit in (
        "network().fit(x, y, epochs=300, validation_split=0.25); pass",
        "network().fit(x, y, epochs=8, validation_split=0.25, callbacks=[keras.callbacks.LearningRateScheduler(lambda e, r: r * 0.8)]); pass",
    ):
        messages, _ = trained.run(fit)
        last = shown(messages)[-1]["content"]
        output = nbformat.v4.new_output("display_data", data=last["data"], metadata=last["metadata"])
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(fit, outputs=[output])])
        assert len(nbformat.writes(notebook).encode()) < 60_000


def test_a_history_is_a_picture_later_and_not_twice_in_the_cell_that_trained(trained):
    messages, _ = trained.run("h = network().fit(x, y, epochs=2)\nh")
    result = next(m for m in messages if m["msg_type"] == "execute_result")
    assert list(result["content"]["data"]) == ["text/plain"]
    messages, _ = trained.run("h")
    data = next(m for m in messages if m["msg_type"] == "execute_result")["content"]["data"]
    assert "History object" in data["text/plain"] and data[RUN]["state"] == "done"
    assert data["image/png"]


def test_a_silent_training_shows_its_history(trained):
    messages, _ = trained.run("network().fit(x, y, epochs=2, verbose=0)")
    assert "image/png" in next(m for m in messages if m["msg_type"] == "execute_result")["content"]["data"]


def test_plot_losses_is_the_same_chart_and_never_a_second_one(trained):
    source = "from livelossplot import PlotLossesKeras\nnetwork().fit(x, y, epochs=2, verbose=%d, callbacks=[PlotLossesKeras()]); pass"
    for verbose in (0, 1):
        messages, _ = trained.run(source % verbose)
        assert len(shown(messages, ("display_data",))) == 1


def test_a_loop_feeds_plot_losses(trained):
    messages, reply = trained.run(
        "from livelossplot import PlotLosses\np = PlotLosses()\nfor i in range(5):\n"
        "    p.update({'loss': 1 / (i + 1), 'val_loss': 2 / (i + 1)})\n    p.send()"
    )
    assert reply["status"] == "ok"
    charts = shown(messages)
    assert len(charts) >= 2 and len({m["content"]["transient"]["display_id"] for m in charts}) == 1
    assert charts[-1]["content"]["data"][RUN]["series"]["loss"]["val"]["value"] == [2, 1, 0.666667, 0.5, 0.4]


def test_the_run_before_and_comparisons(trained):
    messages, reply = trained.run(
        "a = network().fit(x, y, epochs=3, verbose=0)\nb = network().fit(x, y, epochs=3, verbose=0)\n"
        "svertka.compare({'первая': a, 'вторая': b, 'dict': {'loss': [3, 2]}})\npass"
    )
    assert reply["status"] == "ok", reply
    data = shown(messages)[-1]["content"]["data"]
    assert [run["name"] for run in data[RUN]["runs"]] == ["первая", "вторая", "dict"]
    assert "loss" in data["text/plain"] and "*" in data["text/plain"]
    messages, _ = trained.run("svertka.compare([a], metrics=['acuracy'])")
    assert any("no training has the metric 'acuracy'" in m["content"].get("evalue", "") for m in messages)


def test_an_animation_shows_its_frames_and_ends_with_a_picture_that_plays(trained):
    messages, reply = trained.run(
        "def draw(k):\n    time.sleep(0.2)\n    plt.plot([0, k], [0, 1])\n    plt.xlim(0, 10)\nfilm = svertka.animate(draw, range(1, 10), fps=5)\nfilm"
    )
    assert reply["status"] == "ok", reply
    pictures = shown(messages)
    assert pictures[0]["msg_type"] == "display_data" and len(pictures) >= 3
    assert len({m["content"]["transient"]["display_id"] for m in pictures}) == 1
    assert {size(picture(m)) for m in pictures} == {(720, 540)}
    found = chunks(picture(pictures[-1]))
    names = [name for name, _ in found]
    assert struct.unpack(">II", dict(found)["acTL"]) == (9, 0) and names.count("fcTL") == 9 and names[-1] == "IEND"
    assert struct.unpack(">HH", dict(found)["fcTL"][20:24]) == (200, 1000)
    result = next(m for m in messages if m["msg_type"] == "execute_result")["content"]["data"]
    assert result == {"text/plain": "<Animation: 9 frames, 640x480, 1.8 s>"}


def test_an_interrupted_animation_keeps_its_frames(trained):
    messages, reply = trained.run(
        "def draw(k):\n    if k == 4:\n        raise KeyboardInterrupt\n    plt.plot([0, k])\nsvertka.animate(draw, 100)"
    )
    assert reply["ename"] == "KeyboardInterrupt"
    assert struct.unpack(">II", dict(chunks(picture(shown(messages)[-1])))["acTL"]) == (4, 0)


def test_matplotlibs_animations_play(trained, tmp_path):
    messages, reply = trained.run(
        "from matplotlib.animation import FuncAnimation, ArtistAnimation, PillowWriter\nfrom IPython.display import HTML\n"
        "fig, ax = plt.subplots()\nline, = ax.plot([], [])\nax.set_xlim(0, 9); ax.set_ylim(0, 9)\n"
        "def update(k, power):\n    line.set_data([0, k], [0, k ** power])\n    return line,\n"
        "anim = FuncAnimation(fig, update, frames=6, fargs=(1,), interval=50, blit=True)\n"
        f"anim.save({str(tmp_path / 'a.gif')!r}, writer=PillowWriter(fps=10))\nHTML(anim.to_jshtml())"
    )
    assert reply["status"] == "ok", reply
    # The figure is in the animation: it is not shown once more.
    assert not shown(messages)
    html = next(m for m in messages if m["msg_type"] == "execute_result")["content"]["data"]["text/html"]
    png = base64.b64decode(html.split("base64,")[1].split('"')[0])
    assert struct.unpack(">II", dict(chunks(png))["acTL"]) == (6, 0)
    assert "<script" not in html
    assert (tmp_path / "a.gif").read_bytes().startswith(b"GIF89a")
    messages, _ = trained.run(
        "fig, ax = plt.subplots()\nframes = [[ax.plot([0, k], [0, 1])[0]] for k in range(1, 5)]\nArtistAnimation(fig, frames, interval=100)"
    )
    png = base64.b64decode(next(m for m in messages if m["msg_type"] == "execute_result")["content"]["data"]["image/png"])
    assert struct.unpack(">II", dict(chunks(png))["acTL"]) == (4, 0)


@pytest.mark.parametrize(
    "source, words",
    [
        ("anim.to_html5_video()", "no encoder of videos"),
        ("anim.save('x.mp4')", "written as .gif or as animated .png"),
        ("svertka.animate(draw)", "animate() needs to know the frames"),
        ("svertka.animate(lambda k: None, 3)", "frame 1 is empty"),
        ("svertka.animate(lambda k: np.zeros((10 + k, 10)), 3)", "the first one"),
        ("svertka.Animation(fps=0)", "fps must be from"),
    ],
)
def test_mistakes_say_what_to_do(trained, source, words):
    trained.run(
        "from matplotlib.animation import FuncAnimation\ndef draw(k): pass\nfig = plt.figure()\n"
        "anim = FuncAnimation(fig, lambda k: None, frames=2)\nplt.close('all')"
    )
    messages, _ = trained.run(source)
    error = next(m for m in messages if m["msg_type"] == "error")["content"]
    assert words in error["evalue"] + "\n".join(error["traceback"])


def test_a_stored_animation_plays_in_jupyterlab(chromium, address, folder):
    browser.write(
        folder, "film.ipynb",
        "import svertka, numpy as np\nsvertka.animate((np.full((60, 60), k % 2, dtype='float32') for k in range(6)), fps=2); pass",
    )
    page = chromium.new_page()
    page.goto(browser.FRONT_ENDS["lab"].format(address=address, name="film.ipynb"))
    page.wait_for_function(browser.IDLE, timeout=60000)
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    image = page.locator(".jp-OutputArea-output img").last
    image.wait_for(timeout=60000)
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.outputs.get(0)?.data['text/plain']?.includes('6 frames')",
        timeout=60000,
    )
    # Frames are black and white in turn: within some seconds both are seen.
    seen = set()
    for _ in range(60):
        seen.add(hash(image.screenshot()))
        if len(seen) > 1:
            break
        page.wait_for_timeout(100)
    assert len(seen) > 1
    page.close()
