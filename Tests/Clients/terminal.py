"""A program in a pseudo-terminal, seen as a person sees it: through a terminal emulator."""

import re
import time

import pexpect
import pyte


class Terminal:
    """Runs a program on a screen of its own."""

    def __init__(self, arguments, environment, columns=100, rows=40):
        self.screen = pyte.HistoryScreen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.process = pexpect.spawn(
            str(arguments[0]), [str(a) for a in arguments[1:]], env={**environment, "TERM": "xterm-256color"}, encoding="utf-8",
            dimensions=(rows, columns), timeout=30,
        )
        # Programs ask where the cursor is, and wait for the answer.
        self.screen.write_process_input = self.process.send

    def text(self):
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self, seconds=0.05):
        """Takes what the program has written; false once it has ended."""
        try:
            part = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += part
        self.stream.feed(part)
        return True

    def wait_for(self, pattern, seconds=30):
        """Waits until the screen shows a pattern; returns the match."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.text(), re.MULTILINE)):
            if time.monotonic() > deadline:
                raise AssertionError(f"no {pattern!r} on the screen:\n{self.text()}")
            self.read()
        return found

    def wait_for_end(self, seconds=30):
        """Waits until the program has ended; returns its status."""
        deadline = time.monotonic() + seconds
        while self.read():
            if time.monotonic() > deadline:
                raise AssertionError(f"it does not end:\n{self.text()}")
        self.process.close()
        return self.process.exitstatus

    def send(self, keys):
        self.process.send(keys)

    def close(self):
        self.process.close(force=True)
