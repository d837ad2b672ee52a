"""The shipped server, started for real: two processes, one database, and what HTTP may not do."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest

from tests.web.conftest import MANAGER, PASSWORD, settings_for
from tests.web.page import Page

START = "from web.serve import command; command(['--port', '{port}', '--processes', '2'])"


@pytest.fixture(scope="module")
def port(founded, tmp_path_factory) -> Iterator[int]:
    """A running server over a town that nobody changes here; its port."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(founded[0], folder, dirs_exist_ok=True)
    settings = settings_for(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": settings.secret_key,
        "BASE_URL": f"http://127.0.0.1:{port}",
        "TRUSTED_HOSTS": "127.0.0.1",
        "DATABASE_URL": settings.database_url,
        "ATTACHMENTS_DIR": str(settings.attachments),
    }
    code = START.format(port=port)
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environ, stderr=subprocess.PIPE, text=True
    ) as server:
        booted = 0
        while booted < 2:
            line = server.stderr.readline()
            assert line, "the server did not start"
            booted += "Booting worker" in line
        yield port
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
    assert server.returncode == 0


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, body, headers)
    return connection.getresponse()


def test_people_sign_in_at_one_process_and_are_known_at_the_other(port):
    door = ask(port, "GET", "/anmelden")
    cookie = re.match("[^;]+", door.headers["Set-Cookie"]).group()
    token = Page(door.read().decode()).forms()[0]["csrf_token"]
    form = urlencode({"csrf_token": token, "email": MANAGER, "password": PASSWORD})
    inside = ask(port, "POST", "/anmelden", form, Cookie=cookie)
    assert (inside.status, inside.headers["Location"]) == (303, "/aufgaben#inhalt")
    cookie = re.search("quartiersweg=[^;]+", str(inside.headers)).group()
    assert {ask(port, "GET", "/aufgaben", Cookie=cookie).status for _ in range(10)} == {200}


def raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


HOST = b"Host: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 5_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", b"414"),
        (b"GET /anmelden HTTP/1.1\r\nHost: evil.com\r\n\r\n", b"400"),
        (b"GET /anmelden HTTP/1.1\r\n" + HOST + HOST + b"\r\n", b"400"),
        (b"GET http://evil.com/anmelden HTTP/1.1\r\nHost: evil.com\r\n\r\n", b"400"),
        (b"POST /anmelden HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"400"),
        (b"POST /anmelden HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", b"400"),
        (b"POST /anmelden HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nxx\r\n", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)  # fmt: skip
def test_W02_W09_W11_W70_what_is_no_honest_request_is_refused(port, request_, status):
    answer = raw(port, request_)
    assert answer.split(b" ", 2)[1] == status, answer[:200]


def test_a_visitor_cannot_say_where_the_application_stands(port):
    answer = ask(
        port, "GET", "/anmelden", **{"SCRIPT_NAME": "/evil", "X-Forwarded-Prefix": "/evil"}
    )
    assert b"/evil" not in answer.read()
