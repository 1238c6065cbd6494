"""Messages that are malformed, forged, repeated or of wrong types, by the hundred thousand."""

import json
import os
import random
import socket
import subprocess
import time

from stresses.kernels import CHANNELS, DELIMITER, Kernel, Wire


def nested(depth, opening, closing):
    return opening * depth + b"1" + closing * depth


NONSENSE = [
    b"", b"null", b"true", b"[]", b"{", b"}", b"\xff\xfe", b"\xef\xbb\xbf{}", b"\x00" * 40, b"{}{}", b"NaN", b"'a'", b"1e999",
    b'{"msg_type": 5}', b'{"msg_type": null}', b'{"msg_type": ["execute_request"]}', b'{"a": "\xc3\x28"}', b'{"a": "\\ud800"}',
    b'{"a": "\\u12"}', b'{"a": "\x01"}', b'{"a": 1,}', b'{"a" 1}', b'{"a": 0x10}', b'{"a": -}', b'{"a": Infinity}', b'{"a": 1e400}',
    b'{"a": 123456789012345678901234567890}', nested(511, b"[", b"]"), nested(600, b"[", b"]"), nested(50_000, b"[", b"]"),
    nested(2_000, b'{"a":', b"}"), nested(20_000, b'{"a":', b"}"), b"[" * 100_000, b'{"a":' * 20_000, b'"' + b"a" * 100_000,
    '{"msg_type": "свёртка"}'.encode("utf-16"),
]

WRONG_VALUES = [None, True, 0, -1, 2**63, 2**64, -(2**63), 10**400, 1e308, 0.5, "", "\x00", "\ud800", "🙂" * 50, [], [[[]]], {}, {"": None}, {"a": {"b": [1]}}]

KINDS = {
    "execute_request": ["silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"],
    "complete_request": ["code", "cursor_pos"],
    "inspect_request": ["code", "cursor_pos", "detail_level"],
    "history_request": ["hist_access_type", "output", "raw", "session", "start", "stop", "n", "pattern", "unique"],
    "is_complete_request": ["code"],
    "comm_info_request": ["target_name"],
    "comm_open": ["comm_id", "target_name", "data"],
    "comm_msg": ["comm_id", "data"],
    "comm_close": ["comm_id", "data"],
    "kernel_info_request": ["anything"],
    "connect_request": ["anything"],
    "input_reply": ["value"],
    "usage_request": ["anything"],
    "debug_request": ["seq", "type", "command", "arguments"],
    "create_subshell_request": ["anything"],
    "delete_subshell_request": ["subshell_id"],
    "list_subshell_request": ["anything"],
}


class Attacker:
    """Makes hostile messages; each kind of attack is a method that gives a channel and frames."""

    def __init__(self, wire, seed):
        self.wire, self.random = wire, random.Random(seed)
        self.recorded = [wire.message("kernel_info_request")[0] for _ in range(20)]
        self.attacks = [self.forged] * 6 + [self.cut] * 4 + [self.nonsense] * 2 + [self.wrong_types] * 4
        self.attacks += [self.replayed] * 2 + [self.unknown, self.stray_input, self.noise, self.many_frames]
        # Rare, because they are large.
        self.rare = [self.large_frame, self.large_text]

    def next(self, place):
        return (self.random.choice(self.rare) if place % 2000 == 1999 else self.random.choice(self.attacks))()

    def channel(self):
        return self.random.choice(("shell", "shell", "control", "stdin"))

    def forged(self):
        """A wrong signature, or a change after signing; what is asked for would end the kernel."""
        frames, _ = self.wire.message(self.random.choice(("shutdown_request", "execute_request")), {"code": "exit()"})
        way = self.random.randrange(6)
        if way == 0:
            frames[1] = b"%064x" % self.random.getrandbits(256)
        elif way == 1:
            frames[1] = b""
        elif way == 2:
            frames[1] = frames[1][: self.random.randrange(64)]
        elif way == 3:
            frames[1] = frames[1].upper() + b"0"
        elif way == 4:
            frames[1] = frames[1] * 2
        else:
            frames[5] = b'{"code": "exit(1)"}'
        return self.channel(), frames

    def cut(self):
        """Frames are missing, doubled, or in another order."""
        frames, _ = self.wire.message("shutdown_request")
        way = self.random.randrange(4)
        if way == 0:
            frames = frames[: self.random.randrange(1, 6)]
        elif way == 1:
            frames = frames[1:]
        elif way == 2:
            frames = [frame for frame in frames for _ in range(2)]
        else:
            self.random.shuffle(frames)
            if frames[0] == DELIMITER:
                frames.reverse()
        return self.channel(), frames

    def nonsense(self):
        """Rightly signed, and no message: the key is known, the JSON is not."""
        header = json.dumps(self.wire.header("kernel_info_request")).encode()
        parts = [header, b"{}", b"{}", b"{}"]
        parts[self.random.randrange(4)] = self.random.choice(NONSENSE)
        return self.channel(), [DELIMITER, self.wire.sign(parts), *parts]

    def wrong_types(self):
        """A known request whose fields have other types than they should."""
        kind, names = self.random.choice(list(KINDS.items()))
        content = {name: self.random.choice(WRONG_VALUES) for name in names if self.random.random() < 0.8}
        channel = "stdin" if kind == "input_reply" else self.random.choice(("shell", "control"))
        return channel, self.wire.message(kind, content)[0]

    def replayed(self):
        """What was sent before, bit for bit."""
        return self.channel(), self.random.choice(self.recorded)

    def unknown(self):
        kind = self.random.choice(("question_request", "", "_reply", "execute_request ", "a" * 300, "свёртка", "execute_reply"))
        extra = {"subshell_id": self.random.choice(WRONG_VALUES)} if self.random.random() < 0.5 else {}
        return self.random.choice(("shell", "control")), self.wire.message(kind, {"a": 1}, **extra)[0]

    def stray_input(self):
        """An answer that nobody asked for."""
        return "stdin", self.wire.message("input_reply", {"value": "x" * 100})[0]

    def noise(self):
        return self.channel(), [self.random.randbytes(self.random.randrange(300)) for _ in range(self.random.randrange(1, 9))]

    def many_frames(self):
        frames = [b"x"] * self.random.randrange(1, 500) + [DELIMITER] * self.random.randrange(3)
        return self.channel(), frames + [b""] * self.random.randrange(500)

    def large_frame(self):
        return self.channel(), [DELIMITER, b"0" * 64, b"{}", b"{}", b"{}", b" " * (4 << 20)]

    def large_text(self):
        """Rightly signed, and large."""
        return "shell", self.wire.message("complete_request", {"code": "a." * 200_000, "cursor_pos": 399_999})[0]


GREETINGS = [b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f", b"\x16\x03\x01" + b"\x00" * 500, b"", b"\xff" * 5000,
             b"\xff" + b"\x00" * 8 + b"\x7f\x03\x01NULL" + b"\x00" * 48 + b"\x06\xff" + b"\xff" * 8]


def knock(info, generator):
    """Strangers at the ports: other protocols, and ZeroMQ's own greeting with a frame of 2^64 bytes."""
    for channel in CHANNELS:
        with socket.create_connection(("127.0.0.1", info[f"{channel}_port"]), timeout=5) as stranger:
            try:
                stranger.sendall(generator.choice(GREETINGS))
            except ConnectionError:
                # The kernel may hang up at once.
                continue


def hostile(messages=1_000_000, seed=7):
    """Sends hostile messages; now and then a good request must be answered. Returns what was measured."""
    with Kernel(stderr=subprocess.PIPE) as kernel:
        wire, attacker = Wire(kernel.info), Attacker(Wire(kernel.info), seed)
        wire.ready()
        pause, slowest, memory = max(1, messages // 100), 0.0, []
        # What the largest need once is asked for before memory is looked at.
        for attack in attacker.rare * 2:
            channel, frames = attack()
            attacker.wire.sockets[channel].send_multipart(frames)
        logged, start = b"", time.monotonic()
        os.set_blocking(kernel.process.stderr.fileno(), False)
        for place in range(messages):
            channel, frames = attacker.next(place)
            attacker.wire.sockets[channel].send_multipart(frames)
            if place % pause == pause - 1:
                knock(kernel.info, attacker.random)
                # The attacker's own socket keeps its order: its next good request comes after all of the others.
                for asker in (attacker.wire, wire):
                    began = time.monotonic()
                    reply, kinds = asker.run("6 * 7", seconds=60)
                    assert reply["status"] == "ok" and "execute_result" in kinds, (place, reply, kinds)
                    slowest = max(slowest, time.monotonic() - began)
                for one in attacker.wire.sockets.values():
                    while one.poll(0):
                        one.recv_multipart()
                memory.append(kernel.memory())
                logged += kernel.process.stderr.read() or b""
        seconds = time.monotonic() - start
        wire.close()
        attacker.wire.close()
        # The allocator's arenas grow until the largest frames have come in every order.
        half = memory[len(memory) // 2]
        return {"messages": messages, "seconds": round(seconds, 1), "slowest good answer, s": round(slowest, 3),
                "MiB after half": round(half, 1), "MiB at each tenth": [round(memory[k]) for k in range(9, len(memory), 10)], "MiB at the end": round(memory[-1], 1), "MiB at most": round(kernel.memory("VmHWM"), 1),
                "lines of log": logged.count(b"\n"), "crash": kernel.process.poll()}
