"""jupyter console through a pseudo-terminal: what a person types and sees."""

import os
import sys

import pytest

from support import is_alive, wait_until
from terminal import Terminal


@pytest.fixture
def console(tmp_path):
    arguments = [sys.executable, "-m", "jupyter_console", "--kernel", "svertka"]
    terminal = Terminal(arguments, {**os.environ, "HOME": str(tmp_path)})
    terminal.wait_for(r"In \[1\]:")
    yield terminal
    terminal.close()


def test_cells_run_and_errors_are_shown(console):
    assert "Svertka" in console.text()
    console.send("6 * 7\r")
    console.wait_for(r"Out\[1\]: 42")
    console.wait_for(r"In \[2\]:")
    # More lines until one is empty: the kernel says what is complete.
    console.send("for i in range(2):\r")
    console.wait_for(r"^ *\.\.\.:$")
    console.send("print('line', i)\r")
    console.send("\r")
    console.wait_for(r"line 0\nline 1")
    console.wait_for(r"In \[3\]:")
    console.send("1 / 0\r")
    console.wait_for("ZeroDivisionError: division by zero")
    console.wait_for(r"In \[4\]:")


def test_tab_completes_and_the_arrow_brings_earlier_cells(console):
    console.send("rate_of_learning = 5\r")
    console.wait_for(r"In \[2\]:")
    console.send("rate_of_l\t")
    console.wait_for(r"In \[2\]: rate_of_learning")
    console.send("\r")
    console.wait_for(r"Out\[2\]: 5")
    console.wait_for(r"In \[3\]:")
    console.send("\x1b[A")
    console.wait_for(r"In \[3\]: rate_of_learning")
    console.send("\r")
    console.wait_for(r"Out\[3\]: 5")


def test_help_is_shown(console):
    console.send("len?\r")
    console.wait_for("Signature: len")


def test_control_c_stops_a_loop_and_names_stay(console):
    console.send("kept = 42\r")
    console.wait_for(r"In \[2\]:")
    console.send("if kept:\r")
    console.wait_for(r"^ *\.\.\.:$")
    console.send("print('start' + 'ed')\rwhile True: pass\r\r\r")
    console.wait_for("^started$")
    console.send("\x03")
    console.wait_for("KeyboardInterrupt")
    console.wait_for(r"In \[3\]:")
    console.send("kept\r")
    console.wait_for(r"Out\[3\]: 42")


def test_input_asks_in_the_console(console):
    console.send("input('name? ') * 2\r")
    console.wait_for(r"^name\?")
    console.send("Ada\r")
    console.wait_for(r"Out\[1\]: 'AdaAda'")


def test_control_d_ends_console_and_kernel(console):
    console.send("import os; print('process', os.getpid())\r")
    pid = int(console.wait_for(r"process (\d+)").group(1))
    console.wait_for(r"In \[2\]:")
    console.send("\x04")
    console.wait_for(r"exit.*\?")
    console.send("y\r")
    assert console.wait_for_end() == 0
    assert wait_until(lambda: not is_alive(pid), 10)
