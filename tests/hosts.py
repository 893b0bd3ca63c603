"""Servers as companies have them: below a path, with few types, in a portal."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.nginx import DEPLOY

# What IIS knows by itself of what the site uses; it answers 404 for any other ending.
OF_IIS = {
    ".html": "text/html",
    ".js": "application/javascript",
    ".css": "text/css",
    ".xml": "text/xml",
    ".png": "image/png",
    ".txt": "text/plain",
    ".csv": "application/octet-stream",
}


def told_to_iis() -> tuple[dict[str, str], dict[str, str]]:
    """The types and the headers of deploy/web.config."""
    config = ElementTree.parse(DEPLOY / "web.config").find("system.webServer")  # noqa: S314 # ours
    assert config is not None
    types = {one.attrib["fileExtension"]: one.attrib["mimeType"] for one in config.iter("mimeMap")}
    headers = config.find("httpProtocol/customHeaders")
    assert headers is not None
    return types, {one.attrib["name"]: one.attrib["value"] for one in headers.iter("add")}


@contextmanager
def host(
    folder: Path,
    types: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
    below: str = "/",
) -> Iterator[str]:
    """Serves `folder` at the path `below`, files of these `types` only: its address."""
    handler = partial(_Handler, folder=folder, types=types, headers=headers or {}, below=below)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{below}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before the answer is no fault."""


class _Handler(BaseHTTPRequestHandler):
    def __init__(
        self,
        *args: Any,
        folder: Path,
        types: Mapping[str, str],
        headers: Mapping[str, str],
        below: str,
    ) -> None:
        self._folder, self._types, self._headers, self._below = folder, types, headers, below
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        file = self._folder / path.removeprefix(self._below)
        file = file / "index.html" if path.endswith("/") else file
        found = path.startswith(self._below) and file.is_file() and file.suffix in self._types
        file = file if found else self._folder / "404.html"
        body = file.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self._types[file.suffix])
        for name, value in self._headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing: pytest's output is the report."""
