"""A web server on loopback that breaks its word in the ways that real ones do; for tests of downloads."""

import contextlib
import http.server
import threading
import time


class Server(http.server.ThreadingHTTPServer):
    """Serves `files` (path to bytes); what stands before the last part of a path says how: /cut/x, /404/x, /good/x."""

    daemon_threads = True

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        # (path, Range) of every request, and how often each path was asked for.
        self.log = []
        self.counts = {}
        self.lock = threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        way, _, name = self.path.strip("/").partition("/")
        wanted = self.headers.get("Range")
        with self.server.lock:
            self.server.log.append((self.path, wanted))
            count = self.server.counts[self.path] = self.server.counts.get(self.path, 0) + 1
        body = self.server.files.get(name.rpartition("/")[2])
        self.close_connection = True
        if body is None:
            return self.answer(404, b"no such file")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, "way_" + way)(body, start, count)

    def answer(self, status, body, **headers):
        """A whole answer; headers replace the usual ones, None leaves one out."""
        fields = {"Content-Length": str(len(body)), "Connection": "close"}
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        self.send_response(status)
        for name, value in fields.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def part(self, body, start, sent=None):
        """The rest of a file from `start` as it should be; of it only `sent` bytes really."""
        rest = body[start:]
        fields = {"Content_Length": str(len(rest))}
        if start:
            fields["Content_Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self.answer(206 if start else 200, rest[:sent], **fields)

    def way_good(self, body, start, count):
        self.part(body, start)

    def way_cut(self, body, start, count):
        """Each answer breaks off after a third of the file."""
        self.part(body, start, len(body) // 3 + 1)

    def way_mute(self, body, start, count):
        """Closes the connection without a word."""

    def way_ignores(self, body, start, count):
        """The first answer breaks off; ranges are not known."""
        self.answer(200, body[: len(body) // 2] if count == 1 else body, Content_Length=str(len(body)))

    def way_shifts(self, body, start, count):
        """The first answer breaks off, the second sends another part than was asked for."""
        if count == 2:
            return self.answer(206, body[10:], Content_Range=f"bytes 10-{len(body) - 1}/{len(body)}")
        self.part(body, start, len(body) // 2 if count == 1 else None)

    def way_mixes(self, body, start, count):
        """The first answer breaks off and had other bytes."""
        if count == 1:
            return self.answer(200, bytes(len(body) // 2), Content_Length=str(len(body)))
        self.part(body, start)

    def way_more(self, body, start, count):
        """Says that more will come than comes."""
        self.answer(200, body, Content_Length=str(len(body) + 1000))

    def way_less(self, body, start, count):
        """Says that less will come than the file has."""
        self.answer(200, body, Content_Length=str(len(body) - 1000))

    def way_unsaid(self, body, start, count):
        """Does not say how much will come."""
        self.answer(200, body, Content_Length=None)

    def way_other(self, body, start, count):
        """Other bytes, as many."""
        self.answer(200, bytes(len(body)))

    def way_page(self, body, start, count):
        """A page that asks for a password, with the status of success."""
        self.answer(200, b"<html>Please log in</html>", Content_Type="text/html")

    def way_endless(self, body, start, count):
        self.answer(200, b"", Content_Length=None)
        for _ in range(100_000):
            self.wfile.write(bytes(1 << 16))

    def way_huge(self, body, start, count):
        self.answer(200, bytes(100), Content_Length=str(1 << 50))

    def way_moved(self, body, start, count):
        self.answer(302, b"elsewhere", Location=self.path.replace("/moved/", "/good/"))

    def way_circle(self, body, start, count):
        self.answer(302, b"elsewhere", Location=self.path)

    def way_local(self, body, start, count):
        self.answer(302, b"elsewhere", Location="file:///etc/passwd")

    def way_500(self, body, start, count):
        self.answer(500, b"sorry")

    def way_busy(self, body, start, count):
        """Two times too busy."""
        self.answer(503, b"later") if count < 3 else self.part(body, start)

    def way_slow(self, body, start, count):
        """Twenty pieces, a tenth of a second between them."""
        rest, step = body[start:], len(body) // 20 + 1
        self.part(body, start, 0)
        for at in range(0, len(rest), step):
            self.wfile.write(rest[at : at + step])
            self.wfile.flush()
            time.sleep(0.1)

    def way_stalls(self, body, start, count):
        """The first half of the file, then nothing more."""
        self.part(body, start, max(len(body) // 2 - start, 0))
        self.wfile.flush()
        time.sleep(10)


@contextlib.contextmanager
def serving(files, context=None):
    """A running server; with an SSL context, one that speaks HTTPS."""
    server = Server(files)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
