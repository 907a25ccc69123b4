"""The page as a process: it prints an address, answers there alone, is attacked from elsewhere, and ends."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse

import pytest
from commands import ELSEWHERE
from conftest import ROOT

from drift.app import serving
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


def test_it_listens_on_this_machine_alone(running):
    _, address = running
    other = next(
        (found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
         if not found[4][0].startswith("127.")),
        None,
    )  # fmt: skip
    if other is None:
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError):
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
