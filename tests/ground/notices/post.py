"""A small post office: a real SMTP receiver on this machine, for tests of mail."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Counter(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        office: Office = self.server  # type: ignore[assignment]
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            if word == "DATA":
                self._say("354 go on")
                office.letters.append(self._letter())
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif word == "RCPT" and office.refusing:
                self._say("451 try later")
            else:
                self._say("250 fine")

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.decode())
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Office(socketserver.ThreadingTCPServer):
    """Keeps every letter; `refusing` turns every recipient away for now."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[str] = []
        self.refusing = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def post_office() -> Iterator[Office]:
    """Open while the test runs."""
    with Office() as office:
        thread = threading.Thread(target=office.serve_forever, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
