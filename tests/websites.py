"""A web site on this machine, for tests of what is fetched: real sockets, answers as given."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><title>What GPT-4 cost</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2025-01-27T08:00:00Z"></head><body>
<nav>Home World Sport Weather</nav><article><h1>What GPT-4 cost</h1>
<p>OpenAI spent $100 million to train GPT-4 on 25,000 A100 chips, the company said on Monday.</p>
<p>It had taken a hundred days, and nobody outside had been told before.</p></article>
</body></html>"""


@dataclass
class Site:
    """Where the site is, what it was asked, and what it answers by path."""

    port: int = 0
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"


# Writes an answer by itself.
Answer = Callable[[BaseHTTPRequestHandler], None]


def gives(body: bytes | str = PAGE, status: int = 200, **heads: str) -> Answer:
    """Return an answer with a body and heads; `_` in a name stands for `-`."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"content_length": str(len(data))} | heads).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def sends_to(address: str, status: int = 302) -> Answer:
    """Return an answer that leads on."""
    return gives(b"", status, location=address, set_cookie="seen=1")


@contextmanager
def site(**answers: Answer) -> Iterator[Site]:
    """Serve answers by the first word of their path until the end."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers.items())))
            word = self.path.strip("/").partition("?")[0]
            answers.get(word, gives("no", 404))(self)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # whoever asked has gone, which is what some tests are about

    server = Server(("127.0.0.1", 0), Handler)
    server.over = made.over
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
