"""Servers as companies have them: below a path, with few types, in a portal."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
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


@dataclass(frozen=True)
class Told:
    """What a server was told. `headers` and `lost` by the path they hold for and below, "" for all."""

    types: Mapping[str, str]
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=lambda: {"": "404.html"})
    """The page for a wrong address."""
    hidden: frozenset[str] = frozenset()
    """Names that no path may hold."""

    def headers_of(self, path: str) -> dict[str, str]:
        found = {}
        for where in sorted(self.headers, key=len):
            if _is_below(path, where):
                found |= self.headers[where]
        return found

    def lost_at(self, path: str) -> str:
        return self.lost[max((one for one in self.lost if _is_below(path, one)), key=len)]


def _is_below(path: str, where: str) -> bool:
    return not where or path == where or path.startswith(f"{where}/")


def told_to_iis() -> Told:
    """What deploy/web.config says, the types that IIS knows by itself among it."""
    config = ElementTree.parse(DEPLOY / "web.config").getroot()  # noqa: S314 # ours
    headers, lost, types = {}, {}, dict(OF_IIS)
    parts = {"": config, **{one.attrib["path"]: one for one in config.iter("location")}}
    for path, part in parts.items():
        server = part.find("system.webServer")
        assert server is not None
        types |= {
            one.attrib["fileExtension"]: one.attrib["mimeType"] for one in server.iter("mimeMap")
        }
        headers[path] = {
            one.attrib["name"]: one.attrib["value"]
            for one in server.iterfind("httpProtocol/customHeaders/add")
        }
        for one in server.iterfind("httpErrors/error[@statusCode='404']"):
            lost[path] = one.attrib["path"].replace("\\", "/")
    hidden = frozenset(one.attrib["segment"] for one in config.iterfind(".//hiddenSegments/add"))
    return Told(types, headers, lost, hidden)


@contextmanager
def host(folder: Path, told: Told, below: str = "/") -> Iterator[str]:
    """Serves `folder` at the path `below`, files of the types it was told only: its address."""
    handler = partial(_Handler, folder=folder, told=told, below=below)
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
    def __init__(self, *args: Any, folder: Path, told: Told, below: str) -> None:
        self._folder, self._told, self._below = folder, told, below
        super().__init__(*args)

    def do_GET(self) -> None:
        asked = unquote(self.path.split("?")[0])
        path = asked.removeprefix(self._below)
        file = self._folder / path
        if file.is_dir() and path and not path.endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{quote(asked)}/")
            self.end_headers()
            return
        file = file / "index.html" if path.endswith("/") or not path else file
        hidden = self._told.hidden & set(path.split("/")) or ".." in path.split("/")
        known = file.suffix.lower() in self._told.types and not hidden
        found = asked.startswith(self._below) and file.is_file() and known
        file = file if found else self._folder / self._told.lost_at(path)
        body = file.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self._told.types[file.suffix.lower()])
        for name, value in self._told.headers_of(path).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing: pytest's output is the report."""
