"""Runs nginx on the loopback with our files."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage
from pathlib import Path
from typing import NamedTuple

from tests import machine

DEPLOY = Path(__file__).parent.parent / "deploy"
FURTHER = ("management", "head")
"""The audiences of the sample that a playbook does not begin with."""
PASSWORD = "mot-de-passe"  # noqa: S105 # of this test alone
# Everything nginx would write elsewhere; `www-data` may not read what root's tests wrote.
_MAIN = """
{user}
worker_processes 1;
daemon off;
pid {run}/nginx.pid;
error_log {run}/error.log crit;
events {{ worker_connections 256; }}
http {{
    include {types};
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {run}/body;
    proxy_temp_path {run}/proxy;
    fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi;
    scgi_temp_path {run}/scgi;
    include playbook.conf;
}}
"""


@contextmanager
def running(sites: Path, run: Path) -> Iterator[dict[str, str]]:
    """Serves `sites`/<audience> as deploy/nginx.conf says: the address of each, ending in a slash."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    # As the file says to do for further audiences.
    server = text[text.rindex("\nserver {") :]
    text += "".join(server.replace("buyers", audience) for audience in FURTHER)
    addresses = {}
    for audience in re.findall(r"root /srv/playbook/(\w+);", text):
        port = _free_port()
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};", 1)
        addresses[audience] = f"http://127.0.0.1:{port}/"
        (run / f"{audience}.users").write_text(f"{audience}:{{PLAIN}}{PASSWORD}\n")
    text = text.replace("/srv/playbook", str(sites)).replace("/etc/nginx/playbook", str(run))
    shutil.copytree(DEPLOY / "snippets", run / "snippets")
    (run / "playbook.conf").write_text(text, "utf-8")
    nginx = machine.nginx()
    types = machine.media_types(nginx)
    user = "user root;" if os.geteuid() == 0 else ""
    (run / "nginx.conf").write_text(_MAIN.format(run=run, types=types, user=user), "utf-8")
    call = [nginx, "-p", str(run), "-e", str(run / "error.log"), "-c", str(run / "nginx.conf")]
    tried = subprocess.run([*call, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
    try:
        for address in addresses.values():
            _wait(int(address.rstrip("/").rpartition(":")[2]))
        yield addresses
    finally:
        process.terminate()
        process.wait()
    assert "[warn]" not in tried.stderr, tried.stderr
    assert (run / "error.log").read_text("utf-8") == ""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nginx does not answer on port {port}")


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Where an answer leads is looked at, not followed."""


def ask_for(address: str, user: str = "", method: str = "GET", **headers: str) -> Answer:
    """What a host answers to `user`, who knows the password; nobody's redirection is followed."""
    request = urllib.request.Request(address, method=method, headers=headers)  # noqa: S310 # ours
    if user:
        token = b64encode(f"{user}:{PASSWORD}".encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.build_opener(_Stay).open(request) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:  # it is an answer too, with a connection of its own
            return Answer(error.code, error.headers, error.read())
