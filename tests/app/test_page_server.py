"""The page as a process: it prints an address, answers there alone, is attacked from elsewhere, and ends."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse
from pathlib import Path

import pytest
from commands import ELSEWHERE
from conftest import ROOT

from drift.app import serving
from drift.app.doorstep import find_user, is_stranger
from drift.app.headers import HEADERS
from drift.app.idle import IDLE_S, Idle


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """The page of an empty home: its process, its address, what it printed first."""
    home = tmp_path_factory.mktemp("home")
    env = ELSEWHERE | {"LANG": "nl_NL.UTF-8", "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    command = [sys.executable, "-W", "error", "-m", "drift", "page", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=env)
    address = urllib.parse.urlsplit(process.stdout.readline().strip())
    yield process, address
    process.kill()
    process.wait()


def ask(address, path="/", method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=30)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def test_it_is_attacked_from_a_second_origin_and_serves_its_own(running):
    process, address = running
    assert re.fullmatch(r"token=[\w-]{43}", address.query)
    assert address.hostname == "127.0.0.1"
    token = f"/?{address.query}"

    # a page of a stranger, in the browser of the user, before and after he came in
    assert ask(address, token, Host=f"evil.example:{address.port}")[0].status == 403
    assert ask(address, token, Origin="http://evil.example")[0].status == 403
    assert ask(address, token, **{"Sec-Fetch-Site": "cross-site"})[0].status == 403
    assert ask(address)[0].status == 404
    assert ask(address, token, "HEAD")[0].status == 401

    first, _ = ask(address, token)  # what was tried from elsewhere used nothing up
    cookie, _, rest = first.headers["Set-Cookie"].partition(";")
    prefix = re.fullmatch(r"(/[\w-]{43})/", first.headers["Location"])[1]
    assert f"Path={prefix}" in rest.split("; ")  # a server on another port is not sent it
    assert first.status == 302
    assert ask(address, token)[0].status == 401
    for beside in ("/", "/recent/clear", prefix, f"{prefix}x/", f"/x{prefix}/"):
        assert ask(address, beside, Cookie=cookie)[0].status == 404
    assert ask(address, f"{prefix}/")[0].status == 401
    page, text = ask(address, f"{prefix}/", Cookie=cookie)
    assert page.status == 200
    assert "Kies een project" in text
    assert "Server" not in page.headers
    form = re.search(r'name="form_token" value="([\w-]+)"', text)[1]

    own = {
        "Cookie": cookie,
        "Origin": f"http://127.0.0.1:{address.port}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    sent = urllib.parse.urlencode({"form_token": form})
    assert ask(address, f"{prefix}/recent/clear", "POST", sent, **own)[0].status == 303
    for wrong in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}):
        assert ask(address, f"{prefix}/recent/clear", "POST", sent, **own | wrong)[0].status == 403
    assert ask(address, f"{prefix}/recent/clear", "POST", "form_token=x", **own)[0].status == 403
    assert ask(address, f"{prefix}/recent/clear", "GET", **own)[0].status == 405
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        answer, _ = ask(address, f"{prefix}/recent/clear", method, **own)
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.status in (200, 405)
    for path in ("/static/../site.py", "/static/%2e%2e/site.py", "//etc/passwd", "/..%2f..%2fetc/passwd"):
        answer, text = ask(address, prefix + path, **own)
        assert answer.status in (308, 404)
        assert "import" not in text
    large = {**own, "Content-Length": str(600 << 20)}
    assert ask(address, f"{prefix}/recent/clear", "POST", **large)[0].status == 413
    assert process.poll() is None


def send(port, text, host="127.0.0.1", family=socket.AF_INET):
    """Send what no library would, and return what comes back until the end."""
    with socket.socket(family) as line:
        line.settimeout(30)
        line.connect((host, port))
        line.sendall(text.encode("latin-1"))
        return b"".join(iter(lambda: line.recv(1 << 16), b"")).decode()


def test_what_is_sent_to_no_path_of_ours_is_not_read(running):
    """It answers at the end of the head: a page of a stranger fills no disk."""
    _, address = running
    own = f"Host: 127.0.0.1:{address.port}\r\n"
    for path in ("/", f"/?{address.query}", "/x/y"):
        for how in (f"Content-Length: {100 << 20}", "Transfer-Encoding: chunked"):
            assert send(address.port, f"POST {path} HTTP/1.1\r\n{own}{how}\r\n\r\n").startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET / HTTP/1.1\r\n", 404),
        ("HEAD / HTTP/1.1\r\n", 404),
        ("GET /?token=x HTTP/1.1\r\n", 403),  # no Host
        ("GET /?token=x HTTP/1.0\r\n", 403),
        ("GET /?token=x\r\n", 403),
        ("GET /?token=x HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n", 403),
        ("GET /?token=x HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {host}\r\n", 403),
        ("GET http://{host}/?token=x HTTP/1.1\r\nHost: evil.example\r\n", 403),
        ("GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n", 404),
        ("TRACE /?token=x HTTP/1.1\r\nHost: {host}\r\nX-Secret: mine\r\n", 401),
        ("get / HTTP/1.1\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: -5\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n", 501),
    ],
)
def test_an_odd_request_gets_nowhere_and_is_shut(running, head, status):
    process, address = running
    host = f"127.0.0.1:{address.port}"
    head = head.format(host=host)
    answer = send(address.port, f"{head}Connection: close\r\n\r\n")
    assert int(answer.split()[1]) == status
    assert "Set-Cookie" not in answer
    assert "mine" not in answer
    if 401 <= status <= 404:
        told = {line.partition(": ")[0]: line.partition(": ")[2] for line in answer.split("\r\n")}
        assert {name: told[name] for name in HEADERS} == HEADERS
    assert process.poll() is None


def listed():
    return Path("/proc/net/tcp").exists()


@pytest.mark.skipif(not listed(), reason="the system does not tell whose a connection is")
@pytest.mark.parametrize(("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::ffff:127.0.0.1")])
def test_the_user_at_the_other_end_is_found(family, host):
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(family) as line:
        line.connect((host, listener.getsockname()[1]))
        answer, peer = listener.accept()
        with answer:
            assert find_user(peer, listener.getsockname()) == os.getuid()
            assert find_user(("127.0.0.1", 1), listener.getsockname()) is None
    assert [is_stranger(user) for user in (None, 0, os.getuid(), os.getuid() + 1)] == [False, False, False, True]


@pytest.mark.skipif(not listed() or os.getuid() != 0, reason="nobody else can be had on this machine")
@pytest.mark.parametrize(("family", "host"), [("AF_INET", "127.0.0.1"), ("AF_INET6", "::ffff:127.0.0.1")])
def test_another_user_is_not_answered_even_with_the_token(running, family, host):
    _, address = running
    script = f"""if True:
        import os, socket
        os.setuid(65534)
        line = socket.socket(socket.{family})
        line.connect(({host!r}, {address.port}))
        try:
            line.sendall(b"GET /?{address.query} HTTP/1.1\\r\\nHost: 127.0.0.1:{address.port}\\r\\n\\r\\n")
            print(line.recv(100))
        except ConnectionError:
            print(b"")
    """
    told = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout == "b''\n"


def test_it_listens_on_this_machine_alone(running):
    _, address = running
    others = ["127.0.0.2", "::1"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way, contextlib.suppress(OSError):
        way.connect(("192.0.2.1", 9))  # sends nothing: it tells the address of this machine on its network
        others.append(way.getsockname()[0])
    for other in others:
        with pytest.raises(OSError, match=r"refused|unavailable|not supported|assign|timed out|unreachable"):
            socket.create_connection((other, address.port), timeout=5)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal to another process")
def test_ctrl_c_ends_it_without_a_traceback(running):
    process, _ = running
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGINT
    assert rest == ""
    assert "Traceback" not in said


def test_it_ends_by_itself_when_nobody_uses_it(monkeypatch):
    monkeypatch.setattr(serving, "TURN_S", 0.01)
    now, told = [0.0], []

    def tell(address):
        told.append(address)
        now[0] = IDLE_S

    served = threading.Thread(
        target=lambda: serving.serve(None, "en", tell, browser=False, idle=Idle(lambda: now[0])), daemon=True
    )
    served.start()
    served.join(20)
    assert not served.is_alive()
    assert told[0].startswith("http://127.0.0.1:")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(told[0]).port), timeout=5)
