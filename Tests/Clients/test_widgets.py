"""Widgets beside ipykernel and ipywidgets: the same programs, the same comm messages.

Every program runs in both kernels. What they say on iopub is compared message by message: models, states, versions,
values, outputs and errors. Identifiers are replaced by the order in which they came.
"""

import json
import subprocess
import time

import nbclient
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

TIMEOUT = 60
IMPORTS = "from ipywidgets import *\nimport ipywidgets as widgets\nfrom IPython.display import display\n"
# ipykernel gathers printed text and sends it when it likes; sent before every comm message, its order can be compared.
ORDERED = """
import sys, ipykernel.comm.comm as _module
_send = _module.BaseComm.publish_msg
def _ordered(self, *args, **kwargs):
    sys.stdout.flush(), sys.stderr.flush()
    _send(self, *args, **kwargs)
_module.BaseComm.publish_msg = _ordered
"""
COMPARED = {"comm_open", "comm_msg", "comm_close", "display_data", "update_display_data", "clear_output", "stream", "error", "execute_result"}


class Peer:
    """A kernel whose messages are read with its identifiers replaced."""

    def __init__(self, name):
        self.manager, self.client = start_new_kernel(kernel_name=name, startup_timeout=60)
        self.comms = {}
        if name == "python3":
            self.run(ORDERED)
        self.run(IMPORTS)

    def forget(self):
        """Names of comms begin anew."""
        self.comms = {}

    def run(self, code):
        """What a cell says."""
        return self.said(self.client.execute(code))

    def send(self, type, comm, content=None, buffers=None, metadata=None):
        """What the kernel says to a message of the front end; `comm` is the number of the comm, in order of opening."""
        identifier = {number: identifier for identifier, number in self.comms.items()}.get(f"comm {comm}", comm)
        session = self.client.session
        message = session.msg(type, {"comm_id": identifier, **(content or {})}, metadata=metadata)
        session.send(self.client.shell_channel.socket, message, buffers=buffers)
        return self.said(message["header"]["msg_id"])

    def said(self, request):
        """iopub's messages of a request, until idle: (type, content, buffers)."""
        found, deadline = [], time.monotonic() + TIMEOUT
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return found
            if kind == "comm_open":
                self.comms[content["comm_id"]] = f"comm {len(self.comms)}"
                content = {**content, "version": message["metadata"].get("version")}
                content.pop("target_module", None)
            if kind not in COMPARED:
                continue
            # ipykernel's log of messages to comms that are not there: this kernel says the same by closing them.
            if kind == "stream" and content["text"].startswith("No such comm"):
                continue
            if kind == "error":
                content = {name: content[name] for name in ("ename", "evalue")}
            if kind in ("display_data", "execute_result", "update_display_data"):
                content = {"data": content["data"]}
            content = self.plain(content, request)
            if kind == "stream" and found and found[-1][0] == "stream" and found[-1][1]["name"] == content["name"]:
                found[-1][1]["text"] += content["text"]
                continue
            found.append((kind, content, [bytes(b) for b in message["buffers"]]))

    def plain(self, content, request):
        """The content with identifiers replaced."""
        text = json.dumps(content, sort_keys=True).replace(request, "the request")
        for identifier, number in self.comms.items():
            text = text.replace(identifier, number)
        return json.loads(text)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def peers():
    """The kernel that is tested and ipykernel."""
    pair = Peer("svertka"), Peer("python3")
    yield pair
    for peer in pair:
        peer.close()


def compare(ours, theirs):
    """Fails at the first message that differs."""
    for i, (a, b) in enumerate(zip(ours, theirs)):
        assert a == b, f"message {i}"
    assert [kind for kind, *_ in ours] == [kind for kind, *_ in theirs]


# Every class as it is made without arguments

CLASSES = """
Layout Button ButtonStyle Checkbox ToggleButton Valid IntText BoundedIntText IntSlider IntProgress IntRangeSlider Play SliderStyle
FloatText BoundedFloatText FloatSlider FloatProgress FloatRangeSlider FloatLogSlider ColorPicker DatePicker DatetimePicker
NaiveDatetimePicker TimePicker Output RadioButtons ToggleButtons ToggleButtonsStyle Dropdown Select SelectMultiple
Tab Accordion Stack HTML HTMLMath Label Text Textarea Password Combobox Controller Image Video Audio
TagsInput ColorsInput FloatsInput IntsInput Style AppLayout TwoByTwoLayout FileUpload Box HBox VBox GridBox
Widget DOMWidget CoreWidget ValueWidget
""".split()


@pytest.mark.parametrize("name", CLASSES)
def test_a_widget_without_arguments(peers, name):
    for peer in peers:
        peer.forget()
    ours, theirs = (peer.run(f"w = {name}(); print(w); print([t for t in w.trait_names() if t[0] != '_' and t != 'log']); w") for peer in peers)
    assert any(kind == "comm_open" for kind, *_ in theirs)
    compare(ours, theirs)


def test_every_name_is_there(peers):
    """All that ipywidgets exports, except what is listed."""
    # trait types and functions for authors of widget packages
    missing = {"Datetime"}
    theirs = peers[1].run("print(sorted(n for n in dir(widgets) if n[0] != '_' and (n[0].isupper() or n in ('interact', 'jslink', 'link', 'dlink', 'jsdlink', 'fixed', 'interactive', 'interact_manual', 'interactive_output', 'register', 'widget_serialization'))))")
    names = [n for n in eval(theirs[0][1]["text"]) if n not in missing]
    ours = peers[0].run(f"print([n for n in {names!r} if not hasattr(widgets, n)])")
    assert ours[0][1]["text"].strip() == "[]"


# Programs: what they print, show, and say to the front end

PROGRAMS = {
    "a slider with bounds": "s = IntSlider(5, min=0, max=10, step=2, description='n'); s",
    "a value beyond its bounds is clamped": "s = IntSlider(value=50, min=0, max=10); print(s.value); s.value = -3; print(s.value)",
    "bounds push the value": "s = FloatSlider(3, min=0, max=10)\ns.min = 5\nprint(s.value)\ns.max = 20\ns.value = 15\ns.max = 6\nprint(s.value)",
    "bounds that cross": "s = IntSlider(); s.min = 200",
    "bounds of fractions that cross": "s = FloatSlider(); s.min = 200",
    "an upper bound below": "s = FloatText(); b = BoundedFloatText(max=3); b.max = -1",
    "a value of the wrong kind": "IntSlider(value='a')",
    "a number from text": "s = IntSlider(); s.value = '7'; print(s.value); s.value = 3.9; print(s.value)",
    "a word for a number": "FloatSlider().value = 'much'",
    "a choice of none": "IntSlider(orientation='diagonal')",
    "a choice in capitals": "w = IntSlider(orientation='VERTICAL'); print(w.orientation)",
    "text where truth is": "Checkbox(value='yes')",
    "text that is none": "Text(value=3)",
    "a color that is none": "ColorPicker(value='blurple')",
    "colors": "c = ColorPicker(value='#a0f')\nfor v in ['red', '#FFAA00', 'rgb(1, 2, 3)', 'hsl(10, 50%, 20%)', 'var(--x)']:\n    c.value = v",
    "a number format that is none": "IntSlider(readout_format='xyz9')",
    "a log slider": "s = FloatLogSlider(value=10, min=-5, max=2, base=10)\ns.value = 1e-9\nprint(s.value)\ns.value = 1e9\nprint(s.value)\ns.min = 1\nprint(s.value)",
    "a range slider": "s = IntRangeSlider(min=0, max=20)\nprint(s.value, s.lower, s.upper)\ns.lower = 7\ns.upper = 90\nprint(s.value)\ns.max = 10\nprint(s.value)",
    "a range from a list": "s = FloatRangeSlider(value=[2, 7.5], min=0, max=10.0, step=0.1); print(s.value)",
    "a range upside down": "s = FloatRangeSlider(); s.value = (5, 2)",
    "a range of one": "s = IntRangeSlider(); s.value = (5,)",
    "a range of words": "s = IntRangeSlider(); s.value = ('a', 'b')",
    "progress": "p = IntProgress(min=0, max=5, description='work', bar_style='success', style={'bar_color': 'red'})\nfor i in range(6):\n    p.value = i\np",
    "layouts": "Button(layout=Layout(width='50%', border='1px solid', flex='1 1 auto', align_items='center', display='flex'))",
    "a layout from a dictionary": "b = Button(layout={'width': '10px'}, style={'button_color': 'lightgreen', 'font_weight': 'bold'}); b.layout.width = '20px'; print(b.layout.width)",
    "borders": "l = Layout(border='2px'); print(l.border); l.border_top = '1px'; print(l.border); l.border = '3px'; print(l.border_left)",
    "a layout that is none": "Button(layout=3)",
    "an unknown word of a layout": "Layout(visibility='maybe')",
    "classes of CSS": "b = Button()\nb.add_class('x').add_class('x').add_class('y')\nb.remove_class('x')\nprint(b._dom_classes)",
    "a dropdown of words": "d = Dropdown(options=['a', 'b', 'c'], value='b', description='pick')\nprint(d.value, d.index, d.label)\nd.value = 'c'\nprint(d.index)\nd.index = 0\nprint(d.value, d.label)\nd.label = 'b'\nprint(d.value)\nd",
    "a dropdown of pairs": "d = Dropdown(options=[('One', 1), ('Two', 2)], value=2); print(d.value, d.label); d.value = None; print(d.value, d.index)",
    "a dropdown of a dictionary": "d = Dropdown(options={'x': 1.5, 'y': 'z'}); print(d.value); d.options = [7, 8]; print(d.value, d.label)",
    "new options elsewhere": "d = Select(options=[1, 2, 3], value=3)\nd.observe(lambda c: print(c['name'], c['old'], c['new']))\nd.options = ['p', 'q']\nprint(d.value)\nd.options = []\nprint(d.value)",
    "a value that is no option": "Dropdown(options=[1, 2]).value = 5",
    "an index out of bounds": "Dropdown(options=[1, 2]).index = 5",
    "a label that is none": "RadioButtons(options=[1, 2]).label = '5'",
    "several of some": "s = SelectMultiple(options=['a', 'b', 'c'], value=['a', 'c'], rows=3)\nprint(s.value, s.index, s.label)\ns.index = (1,)\nprint(s.value)\ns.value = ('c', 'b')\nprint(s.index)\ns.options = [1, 2]\nprint(s.value)",
    "several that are none": "SelectMultiple(options=[1, 2]).value = (3,)",
    "a slider of choices": "s = SelectionSlider(options=['cold', 'warm', 'hot'], value='warm'); s.index = 2; print(s.value); s",
    "a slider of nothing": "SelectionSlider(options=[])",
    "a range of choices": "s = SelectionRangeSlider(options=[(str(i), i) for i in range(5)], index=(1, 3)); print(s.value, s.label); s.value = (0, 4); print(s.index)",
    "a range of three choices": "SelectionRangeSlider(options=[1, 2]).index = (0, 1, 1)",
    "buttons in a row": "t = ToggleButtons(options=['Slow', 'Fast'], tooltips=['a', 'b'], icons=['check'], button_style='info'); t.value = 'Fast'; print(t.value)",
    "equality of one's own": "import numpy as np\nd = Dropdown(options=[('a', np.array([1, 2])), ('b', np.array([3]))], equals=np.array_equal)\nprint(d.index, d.label)",
    "text": "t = Text('hello', placeholder='type', description='name:'); t.value = 'you'; a = Textarea('long', rows=3); p = Password('secret'); print(p); display(t, a)",
    "suggestions": "Combobox(options=['a', 'b'], ensure_option=True, value='a')",
    "HTML and labels": "display(HTML('<b>x</b>'), HTMLMath('$x^2$'), Label('y', style={'font_weight': 'bold'}))",
    "boxes": "a, b = IntSlider(), Text()\nh = HBox([a, b])\nv = VBox([h, Label('end')], box_style='info')\nh.children = [b]\nprint(len(v.children), h.children[0] is b)\nv",
    "a box of numbers": "HBox([1, 2])",
    "a grid": "GridBox([Button() for i in range(2)], layout=Layout(grid_template_columns='repeat(2, 100px)'))",
    "tabs": "t = Tab([IntSlider(), Text()], titles=['one'])\nprint(t.titles, t.selected_index)\nt.set_title(1, 'two')\nprint(t.titles, t.get_title(1))\nt.selected_index = 1\nt.children = t.children[:1]\nprint(t.titles)\nt",
    "a tab that is none": "Tab([IntSlider()]).selected_index = 4",
    "an accordion": "a = Accordion(children=[IntSlider(), Text()], titles=('Slider', 'Text')); a.selected_index = 0; s = Stack([Button(), Label()], selected_index=0); a",
    "an app": "app = AppLayout(header=Button(description='h'), center=Button(description='c'), footer=None, pane_widths=[1, 2, '30px'], grid_gap='5px')\nprint(app.layout.grid_template_areas, app.layout.grid_template_columns)\napp.left_sidebar = Button()\nprint(app.layout.grid_template_areas)",
    "two by two": "t = TwoByTwoLayout(top_left=Button(), bottom_right=Button(), align_items='top'); print(t.layout.grid_template_areas, t.layout.align_items); t.merge = False; print(t.layout.grid_template_areas)",
    "a grid by places": "g = GridspecLayout(3, 2, height='100px')\ng[0, :] = Button(description='a')\ng[1:, 1] = Button(description='b')\nprint(g.layout.grid_template_areas, g[0, 0].description, len(g.children))",
    "observing": "s = IntSlider()\nseen = []\ns.observe(seen.append, 'value')\ns.value = 3\ns.value = 3\nprint([(c['name'], c['old'], c['new'], c['type'], c['owner'] is s) for c in seen], seen[0].new)\ns.unobserve(seen.append, 'value')\ns.value = 4\nprint(len(seen))",
    "observing everything": "s = IntSlider(max=10)\ns.observe(lambda c: print(c.name, c.new))\ns.value = 3\ns.description = 'x'\ns.max = 2\ns.unobserve_all()\ns.value = 1",
    "observing several": "s = IntSlider(max=10)\ns.observe(lambda c: print(c.name, c.new), names=['max', 'min'])\ns.max = 20\ns.value = 4\ns.min = 1",
    "an error in an observer": "s = IntSlider()\ns.observe(lambda c: 1 / 0, 'value')\ns.value = 3",
    "holding the messages": "s = IntSlider()\nwith s.hold_sync():\n    s.value = 3\n    s.max = 7\n    s.value = 5\nprint(s.value)",
    "holding the notifications": "s = IntSlider()\ns.observe(lambda c: print(c.name, c.old, c.new))\nwith s.hold_trait_notifications():\n    s.value = 3\n    s.value = 5\n    print('inside')",
    "links in the program": "a, b = IntSlider(2), IntText()\nl = link((a, 'value'), (b, 'value'))\nb.value = 7\nprint(a.value)\nl.unlink()\nb.value = 8\nprint(a.value)\nc = FloatText()\nd = dlink((a, 'value'), (c, 'value'), lambda x: x / 2)\na.value = 9\nprint(c.value)",
    "links in the page": "a, b = IntSlider(), IntText()\nl = jslink((a, 'value'), (b, 'value'))\nm = jsdlink((a, 'max'), (b, 'value'))\nl.unlink()",
    "a link to nothing": "jslink((IntSlider(), 'nothing'), (IntText(), 'value'))",
    "a link to what is not synced": "jslink((Dropdown(options=[1]), 'options'), (IntText(), 'value'))",
    "links that are no pairs": "link((IntSlider(), 'value'), (3, 'value'))",
    "a link to an unknown trait": "link((IntSlider(), 'value'), (IntText(), 'values'))",
    "closing": "s = IntSlider(); print(s.comm is None); s.close(); print(s.comm is None)",
    "messages of one's own": "b = Button(); b.send({'do': 'dance'}, [b'abc']); b.focus(); b.blur()",
    "a picture": "i = Image(value=b'\\x89PNG', format='png', width=30, height='40'); i.value = b'other' * 20; print(i)",
    "a picture at an address": "Image.from_url('http://127.0.0.1/a.png', layout=Layout(width='10px'))",
    "a picture of numbers": "Image(value=3)",
    "dates": "import datetime\nd = DatePicker(value=datetime.date(2024, 2, 29), min=datetime.date(2024, 1, 1))\nd.value = datetime.date(2023, 1, 1)\nprint(d.value)\nt = TimePicker(value=datetime.time(12, 34, 56, 789000))\nn = NaiveDatetimePicker(value=datetime.datetime(2024, 2, 29, 1, 2, 3))",
    "a date with a zone": "import datetime\nDatetimePicker(value=datetime.datetime(2024, 2, 29, 1, 2, 3, tzinfo=datetime.timezone.utc))",
    "a date without a zone": "import datetime\nDatetimePicker(value=datetime.datetime(2024, 2, 29, 1, 2, 3))",
    "tags": "t = TagsInput(value=['a'], allowed_tags=['a', 'b']); t.value = ['b', 'a']; FloatsInput(value=[1, 2.5]); IntsInput(value=[1]); t.value = ['c']",
    "an output": "o = Output(layout={'border': '1px solid black'})\nwith o:\n    print('inside')\n    display('shown')\nprint('outside')\no",
    "an output twice": "o = Output()\nwith o:\n    with o:\n        print('inside')\n    print('still')",
    "an output that is cleared": "o = Output()\nwith o:\n    print('a')\no.clear_output(wait=True)\no.clear_output()",
    "a function whose output is kept": "o = Output()\n@o.capture(clear_output=True, wait=True)\ndef f(x):\n    print(x)\n    return x + 1\nprint(f(3), f.__name__)",
    "an error in an output": "o = Output()\nwith o:\n    print('before')\n    1 / 0\nprint('after')",
    "appending to an output": "from IPython.display import Markdown\no = Output()\no.append_stdout('a')\no.append_stderr('b')\no.append_display_data(Markdown('**c**'))\nprint(len(o.outputs))",
    "a widget class of one's own": "from traitlets import Unicode, Int, observe, validate, default\nclass Mine(DOMWidget):\n    _view_name = Unicode('MineView').tag(sync=True)\n    _view_module = Unicode('mine').tag(sync=True)\n    count = Int(3).tag(sync=True)\n    other = Int(4)\n    @default('count')\n    def _count(self):\n        return 5\n    @observe('count')\n    def _seen(self, change):\n        print('seen', change.new)\n    @validate('count')\n    def _even(self, proposal):\n        return proposal.value // 2 * 2\nm = Mine()\nm.count = 9\nm.other = 1\nprint(m.count)\nm",
    "traits without widgets": "from traitlets import *\nclass P(HasTraits):\n    x = Int(1)\n    name = Unicode('n', allow_none=True)\n    items = List(Int())\n    pair = Tuple(Int(), Unicode(), default_value=(1, 'a'))\n    table = Dict()\n    either = Union([Int(), Unicode()])\np = P(x=3)\np.name = None\np.items = [1, 2]\np.either = 'e'\nprint(p.x, p.name, p.items, p.pair, p.table, p.either, p.trait_names(), P.class_trait_names())\nfor name, value in [('x', 'a'), ('name', 3), ('items', [1, 'b']), ('items', 7), ('pair', (1,)), ('pair', (1, 2)), ('table', []), ('either', 1.5)]:\n    try:\n        setattr(p, name, value)\n    except TraitError as e:\n        print(e)",
    "a trait that is only read": "from traitlets import *\nclass P(HasTraits):\n    x = Int(1, read_only=True)\n    y = Int(5, min=2, max=9)\np = P()\nfor name, value in [('x', 2), ('y', 1), ('y', 10)]:\n    try:\n        setattr(p, name, value)\n    except TraitError as e:\n        print(e)\np.set_trait('x', 9)\nprint(p.x)",
    "a copy": "import copy\ncopy.copy(IntSlider())",
    "texts of widgets": "print(IntSlider(3, max=5), FloatSlider(), Text('a', description='b'), Button(), HBox([Button(description='c')]), Dropdown(options=[1, 2]), Checkbox(True), Output(), Layout(width='3px'), Label(layout={'width': '1px'}))",
    "interact by whole numbers": "interact(lambda x: print(x), x=(0, 10));",
    "interact by whole numbers and step": "def f(x):\n    print(x)\ninteract(f, x=(0, 10, 3));",
    "interact by numbers": "def f(rate):\n    print(rate)\ninteract(f, rate=(0.001, 1.0));",
    "interact by numbers and step": "def f(rate):\n    return rate * 2\ninteract(f, rate=(0.0, 1.0, 0.25));",
    "interact by a number": "def f(n, x, z, neg):\n    print(n, x, z, neg)\ninteract(f, n=5, x=2.5, z=0, neg=-3);",
    "interact by truth": "interact(lambda b: b, b=True);",
    "interact by text": "interact(lambda s: s + '!', s='hi');",
    "interact by a list": "interact(lambda s: s, s=['a', 'b']);",
    "interact by pairs": "interact(lambda s: s, s=[('one', 10), ('two', 20)]);",
    "interact by a dictionary": "interact(lambda s: s, s={'one': 10, 'two': 20});",
    "interact by what can be walked through": "interact(lambda s: s, s=range(3));",
    "interact by widgets": "interact(lambda s, t: print(s, t), s=IntSlider(3, max=9, description='mine'), t=Dropdown(options=[1, 2]));",
    "interact by a fixed value": "interact(lambda x, y: print(x, y), x=3, y=fixed([1, 2]));",
    "interact by defaults": "def f(a=1, b=True, c='x', *, d=0.5):\n    print(a, b, c, d)\ninteract(f);",
    "interact by a range and a default": "def f(x=5.5):\n    return x\ninteract(f, x=(0.0, 20.0, 0.5));",
    "interact by a default outside": "def f(x=55):\n    return x\ninteract(f, x=(0, 20));",
    "interact by a default that is a tuple": "def f(x=(0, 4), y=['p', 'q']):\n    return x, y\ninteract(f);",
    "interact with any keywords": "def f(**kw):\n    print(kw)\ninteract(f, a=1, b='z');",
    "interact as a decorator": "@interact\ndef f(x=4):\n    print(x)\nprint(f.widget.children[0].value, f(7))",
    "interact as a decorator with arguments": "@interact(x=(0, 4), y=fixed(2))\ndef f(x, y):\n    print(x, y)",
    "interact without a value": "def f(x):\n    pass\ninteract(f);",
    "interact with too little": "interact(lambda x: x, y=3)",
    "interact with what is no widget": "interact(lambda x: x, x=print)",
    "interact with a box": "interact(lambda x: x, x=HBox())",
    "interact with a bad step": "interact(lambda x: x, x=(0, 10, -1))",
    "interact with a type": "def f(n: int, x: float, s: str, b: bool):\n    print(n, x, s, b)\ninteract(f);",
    "interact with None": "interact(lambda x: x, x=None)",
    "interact with a place": "def f(x, /, y=1):\n    pass\ninteract(f)",
    "interact with an error": "interact(lambda x: 1 / x, x=0);",
    "interact with a method": "class A:\n    def m(self, n=2):\n        print('m', n)\ninteract(A().m);",
    "interact that shows": "from IPython.display import Markdown\ninteract(lambda n: Markdown('**%d**' % n), n=2);",
    "interactive": "w = interactive(lambda a, b: a + b, a=10, b=20)\nprint(w.result, w.kwargs, type(w).__name__, len(w.children))\nw.children[0].value = 15\nprint(w.result)\ndisplay(w)",
    "interact on demand": "w = interact_manual(lambda a: print(a), a=3);",
    "interact with options": "interact.options(manual=True, manual_name='Go')(lambda a: print(a), a=3);",
    "interact with a wrong option": "interact.options(manuel=True)",
    "interact with an output of one's own": "a, b = IntSlider(2), IntSlider(3)\ndef f(a, b):\n    print(a * b)\nout = interactive_output(f, {'a': a, 'b': b})\ndisplay(HBox([a, b]), out)\na.value = 5",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program(peers, name):
    for peer in peers:
        peer.forget()
    ours, theirs = (peer.run(PROGRAMS[name]) for peer in peers)
    compare(ours, theirs)


# What the front end says

MOVED = {"data": {"method": "update", "state": {"value": 7}, "buffer_paths": []}}
CONVERSATIONS = {
    "a slider that is moved": (
        "s = IntSlider()\ns.observe(lambda c: print(c['old'], c['new']), 'value')",
        [("comm_msg", 2, MOVED), ("comm_msg", 2, MOVED)]),
    "a whole number for a fraction": ("s = FloatSlider(); s.observe(lambda c: print(c.new), 'value')", [("comm_msg", 2, MOVED)]),
    "a value that is clamped": (
        "s = IntSlider(max=5); s.observe(lambda c: print(c.new), 'value')", [("comm_msg", 2, MOVED)]),
    "a callback that sets": ("s, t = IntSlider(), IntText()\ndef f(c):\n    t.value = c.new * 2\ns.observe(f, 'value')", [("comm_msg", 2, MOVED)]),
    "a callback that fails": ("s = IntSlider()\ns.observe(lambda c: 1 / 0, 'value')", [("comm_msg", 2, MOVED), ("comm_msg", 2, {"data": {"method": "request_state"}})]),
    "a value that does not fit": ("s = IntSlider()", [("comm_msg", 2, {"data": {"method": "update", "state": {"value": "x"}}})]),
    "a name that is none": ("s = IntSlider()", [("comm_msg", 2, {"data": {"method": "update", "state": {"nothing": 1}}})]),
    "a state that is asked for": ("s = Text('a')", [("comm_msg", 2, {"data": {"method": "request_state"}})]),
    "a click": (
        "b = Button(description='go')\nb.on_click(lambda w: print('clicked', w.description))\nb.on_click(lambda w: 1 / 0)\nb.on_click(lambda w: print('still'))",
        [("comm_msg", 2, {"data": {"method": "custom", "content": {"event": "click"}}})]),
    "a message of one's own": (
        "b = Button()\nb.on_msg(lambda w, c, buffers: print(c, [bytes(x) for x in buffers]))",
        [("comm_msg", 2, {"data": {"method": "custom", "content": {"a": [1, None]}}}, [b"xyz"])]),
    "a choice": ("d = Dropdown(options=['a', 'b'])\nd.observe(lambda c: print(c.name, c.new))", [("comm_msg", 2, {"data": {"method": "update", "state": {"index": 1}}})]),
    "several choices": (
        "d = SelectMultiple(options=['a', 'b'])\nd.observe(lambda c: print(c.name, c.new), 'value')",
        [("comm_msg", 2, {"data": {"method": "update", "state": {"index": [0, 1]}}})]),
    "a range": ("s = FloatRangeSlider()\ns.observe(lambda c: print(c.new), 'value')", [("comm_msg", 2, {"data": {"method": "update", "state": {"value": [3, 4.5]}}})]),
    "a date": (
        "d = DatePicker()\nd.observe(lambda c: print(repr(c.new)), 'value')",
        [("comm_msg", 2, {"data": {"method": "update", "state": {"value": {"year": 2024, "month": 1, "date": 29}}}})]),
    "a file": (
        "u = FileUpload()\nu.observe(lambda c: print(c.new[0].name, c.new[0]['size'], bytes(c.new[0].content)), 'value')",
        [("comm_msg", 2, {"data": {"method": "update", "buffer_paths": [["value", 0, "content"]], "state": {
            "value": [{"name": "a.txt", "type": "text/plain", "size": 3, "last_modified": 1700000000123}]}}}, [b"abc"])]),
    "output in a callback": (
        "o, b = Output(), Button()\ndef f(w):\n    with o:\n        print('in')\n    print('out')\nb.on_click(f)",
        [("comm_msg", 4, {"data": {"method": "custom", "content": {"event": "click"}}})]),
    "interact that is moved": (
        "interact(lambda n: print('n', n), n=(0, 10));",
        [("comm_msg", 4, {"data": {"method": "update", "state": {"value": 9}}}), ("comm_msg", 4, {"data": {"method": "update", "state": {"value": 2}}})]),
    "interact that fails and goes on": (
        "interact(lambda n: print(1 / n), n=(0, 10));",
        [("comm_msg", 4, {"data": {"method": "update", "state": {"value": 0}}}), ("comm_msg", 4, {"data": {"method": "update", "state": {"value": 2}}})]),
    "interact on demand": (
        "interact_manual(lambda n: print('n', n), n=(0, 10));",
        [("comm_msg", 4, {"data": {"method": "update", "state": {"value": 9}}}), ("comm_msg", 7, {"data": {"method": "custom", "content": {"event": "click"}}})]),
    "a comm that the front end closes": ("s = IntSlider()", [("comm_close", 2, {"data": {}}), ("comm_msg", 2, MOVED)]),
    "an unknown comm": ("", [("comm_msg", "nobody", MOVED), ("comm_close", "nobody", {"data": {}})]),
    "an unknown target": ("", [("comm_open", "theirs", {"target_name": "nowhere", "data": {}})]),
}

UNANSWERED = {"a name that is none", "a comm that the front end closes", "an unknown comm"}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation(peers, name):
    program, messages = CONVERSATIONS[name]
    said = []
    for peer in peers:
        peer.forget()
        mine = peer.run(program)
        quiet = len(mine)
        for type, comm, content, *buffers in messages:
            mine += peer.send(type, comm, content, buffers=buffers[0] if buffers else None)
        said.append(mine)
    compare(*said)
    # What was sent did something, where it should.
    assert name in UNANSWERED or len(said[1]) > quiet


# Comms without widgets

def test_comms_of_a_program(peers):
    program = """\
from comm import create_comm, get_comm_manager
def opened(comm, msg):
    print('opened', msg['content']['data'], msg['content']['target_name'])
    comm.on_msg(lambda m: (print(m['content']['data'], [bytes(b) for b in m['buffers']]), comm.send({'echo': m['content']['data']}, buffers=m['buffers'])))
    comm.on_close(lambda m: print('closed', m['content']['data']))
get_comm_manager().register_target('mine', opened)
c = create_comm(target_name='theirs', data={'a': 1.5, 'b': [None, True, 'x']}, metadata={'m': 1}, buffers=[b'12'])
c.send({'n': 1}, buffers=[b'', b'abc'])
c.close({'bye': 1})
"""
    said = []
    for peer in peers:
        peer.forget()
        mine = peer.run(program)
        mine += peer.send("comm_open", "from outside", {"target_name": "mine", "data": {"hello": [1]}})
        mine += peer.send("comm_msg", "from outside", {"data": {"x": 2.5}}, buffers=[b"\x00\xff"])
        mine += peer.send("comm_close", "from outside", {"data": {"y": None}})
        said.append(mine)
    compare(*said)
    assert sum(kind == "comm_msg" for kind, *_ in said[0]) == 2


def test_the_open_comms_are_listed(peers):
    for peer in peers:
        peer.forget()
        peer.run("Widget.close_all(); s = IntSlider()")
        listed = []
        for target in (None, "jupyter.widget", "other"):
            request = peer.client.comm_info(target)
            while (reply := peer.client.get_shell_msg(timeout=TIMEOUT))["parent_header"]["msg_id"] != request:
                pass
            listed.append(reply["content"]["comms"])
        assert listed[1] == {identifier: {"target_name": "jupyter.widget"} for identifier in peer.comms} and len(peer.comms) == 3
        assert listed[1].items() <= listed[0].items() and listed[2] == {}


def test_a_page_that_is_loaded_again_gets_all_states(peers):
    said = []
    for peer in peers:
        peer.run("Widget.close_all()")
        peer.forget()
        peer.run("s = IntSlider(7); i = Image(value=b'abc')")
        mine = peer.send("comm_open", "control", {"target_name": "jupyter.widget.control", "data": {}}, metadata={"version": "1.0.0"})
        mine += peer.send("comm_msg", "control", {"data": {"method": "request_states"}})
        said.append(mine)
    compare(*said)
    ((kind, content, buffers),) = said[0]
    assert content["data"]["method"] == "update_states" and content["data"]["states"]["comm 2"]["state"]["value"] == 7
    assert len(content["data"]["states"]) == 5 and buffers == [b"abc"]


def test_the_front_end_makes_a_widget(peers):
    state = {"_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0", "_model_name": "IntSliderModel",
             "_view_module": "@jupyter-widgets/controls", "_view_module_version": "2.0.0", "_view_name": "IntSliderView", "value": 5}
    said = []
    for peer in peers:
        peer.run("Widget.close_all()")
        peer.forget()
        mine = peer.send("comm_open", "made outside", {"target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}},
                         metadata={"version": "2.1.0"})
        mine += peer.run("print([w.value for w in Widget.get_manager_state()['state'] and [] or []])")
        said.append(mine)
    compare(*said)


# Speed and order

def test_a_hundred_moves_take_no_time(peers):
    """Each is answered: the front end sends the next only after idle, so the last value is what counts."""
    svertka = peers[0]
    svertka.forget()
    svertka.run("import matplotlib.pyplot as plt\ndef f(n):\n    plt.plot([0, n], [n, 0])\n    plt.show()\ninteract(f, n=(0, 200));")
    start = time.monotonic()
    for n in range(1, 101):
        said = svertka.send("comm_msg", 4, {"data": {"method": "update", "state": {"value": n}}})
    seconds = time.monotonic() - start
    assert [kind for kind, *_ in said] == ["comm_msg", "comm_msg", "clear_output", "display_data", "comm_msg"]
    assert seconds < 5, f"{seconds:.2f} s"


def test_an_update_comes_while_the_cell_runs(peers):
    svertka = peers[0]
    svertka.forget()
    request = svertka.client.execute("import time\np = IntProgress(max=3)\nfor i in range(3):\n    p.value = i + 1\n    time.sleep(0.3)\nprint('end')")
    arrived = []
    while True:
        message = svertka.client.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "comm_msg":
            arrived.append(time.monotonic())
        if message["msg_type"] == "stream":
            break
    assert len(arrived) == 3 and arrived[2] - arrived[0] > 0.4 and time.monotonic() - arrived[0] > 0.7


def test_what_is_missing_is_named(peers):
    ours = peers[0].run("from ipywidgets import Knob")
    assert ours[0][0] == "error" and ours[0][1]["ename"] == "ImportError" and "Knob" in ours[0][1]["evalue"]


def test_a_failing_callback_does_not_end_the_kernel(peers):
    svertka = peers[0]
    svertka.forget()
    svertka.run("import sys\nb = Button()\nb.on_click(lambda w: sys.exit(3))")
    svertka.send("comm_msg", 2, {"data": {"method": "custom", "content": {"event": "click"}}})
    assert svertka.run("print('alive')")[0][1]["text"] == "alive\n"


def test_a_notebook_run_without_a_front_end_keeps_the_states(binary, tmp_path):
    """As nbclient keeps them: pages without a kernel show the widgets."""
    program = IMPORTS + "i = Image(value=b'abc')\nb = HBox([IntSlider(3), i])\nb.children[0].value = 4\ni.value = b'12345'\nb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(program)])
    notebook.metadata.kernelspec = {"name": "svertka", "display_name": "Svertka", "language": "svertka"}
    nbformat.write(notebook, tmp_path / "w.ipynb")
    subprocess.run([binary, "run", tmp_path / "w.ipynb", "--output", tmp_path / "out.ipynb"], check=True, timeout=60)
    ours = nbformat.read(tmp_path / "out.ipynb", 4)
    nbformat.validate(ours)
    theirs = nbclient.NotebookClient(nbformat.read(tmp_path / "w.ipynb", 4)).execute()

    def states(nb):
        found = nb.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
        texts = []
        for widget in found.values():
            text = json.dumps(widget, sort_keys=True)
            for identifier, other in found.items():
                text = text.replace(identifier, other["model_name"])
            texts.append(text)
        return sorted(texts)

    assert states(ours) == states(theirs) and len(states(ours)) == 7
    assert "application/vnd.jupyter.widget-view+json" in ours.cells[0].outputs[0]["data"]
