"""Who may use the page, request by request; a stranger's page, an old token and a path get nowhere."""

import re
import threading

import pytest

from drift.app.access import Access
from drift.app.desk import Desk
from drift.app.headers import HEADERS
from drift.app.idle import IDLE_S, Idle
from drift.app.site import make_site
from drift.app.views import list_views

PORT = 40001
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


@pytest.fixture
def access():
    return Access(PORT)


@pytest.fixture
def site(access):
    return make_site(access, Desk("en"), Idle())


@pytest.fixture
def client(site):
    return site.test_client()


def get(client, path="/", **headers):
    answer = client.get(path, base_url=ORIGIN, headers={"Host": HOST, **headers})
    answer.get_data()
    answer.close()  # of a file that is handed out
    return answer


def post(client, path, form, **headers):
    return client.post(path, base_url=ORIGIN, data=form, headers={"Host": HOST, "Origin": ORIGIN, **headers})


@pytest.fixture
def admitted(client, access):
    assert get(client, f"/?token={access.token}").status_code == 302
    return client


def test_the_token_opens_once_and_gives_a_cookie_that_no_script_and_no_other_site_sees(client, access):
    token = access.token
    first = get(client, f"/?token={token}")
    cookie = first.headers["Set-Cookie"]
    assert (first.status_code, first.headers["Location"]) == (302, "/")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert cookie.startswith(f"drift-{PORT}=")
    assert get(client).status_code == 200
    client.delete_cookie(f"drift-{PORT}", domain="127.0.0.1")
    assert get(client, f"/?token={token}").status_code == 401


@pytest.mark.parametrize("path", ["/", "/static/page.css", "/static/work.js", "/p/x/report/pdf", "/nothing"])
def test_nothing_is_told_without_the_cookie(client, path):
    answer = get(client, path)
    assert answer.status_code == 401
    assert "<" not in answer.text


@pytest.mark.parametrize("cookie", ["", "x", "é"])
def test_another_cookie_is_none(client, cookie):
    assert get(client, Cookie=f"drift-{PORT}={cookie}").status_code == 401


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", f"localhost:{PORT}", "127.0.0.1", "127.0.0.1:1"]
)
def test_another_name_for_this_machine_is_refused(admitted, host):
    assert admitted.get("/", base_url=f"http://{host}", headers={"Cookie": "x=1"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:40002"},
        {"Origin": f"https://{HOST}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    ],
)
def test_a_page_from_elsewhere_is_refused_even_with_the_cookie_and_the_form_token(admitted, access, headers):
    assert get(admitted, **headers).status_code == 403
    assert post(admitted, "/recent/clear", {"form_token": access.form}, **headers).status_code == 403


@pytest.mark.parametrize("form", [{}, {"form_token": ""}, {"form_token": "x"}])
def test_a_form_without_its_token_does_nothing(admitted, form):
    assert post(admitted, "/recent/clear", form).status_code == 403


def test_a_form_of_the_page_is_answered_with_a_way_on(admitted, access):
    answer = post(admitted, "/recent/clear", {"form_token": access.form})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_the_token_in_the_query_does_for_no_form(admitted, access):
    path = f"/recent/clear?form_token={access.form}"
    assert post(admitted, path, {}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/page.css"])
def test_every_answer_is_shut(admitted, path):
    answer = get(admitted, path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_is_shut_too(client):
    assert get(client).headers["X-Frame-Options"] == "DENY"


def test_every_view_that_changes_something_takes_a_form_alone(site):
    """A view of GET has another one's name; what changes files, settings or memory answers POST and nothing else."""
    changing = {rule.endpoint for rule in site.url_map.iter_rules() if "POST" in rule.methods}
    assert changing == {
        "start.make", "start.choose", "start.sample", "start.clear", "start.speak", "project.take", "project.cancel",
        "sheets.look", "sheets.mend", "sheets.relate", "people.save", "report.make", "questions.prepare",
        "forgetting.forget", "outcome.keep", "rehearsing.hold",
    }  # fmt: skip
    assert all(rule.methods <= {"POST", "OPTIONS"} for rule in site.url_map.iter_rules() if rule.endpoint in changing)
    assert len(list_views()) == 9


def test_no_view_takes_a_path(site):
    converters = {name for rule in site.url_map.iter_rules() for name in rule._converters if rule.endpoint != "static"}
    assert converters == {"folder", "project", "number", "kind"}


@pytest.mark.parametrize("given", ["..", "%2e%2e", "..%2f..%2fetc", "/etc", "%00", "C:", "x" * 500])
def test_a_path_in_the_place_of_an_id_leads_nowhere(admitted, access, given):
    for path in (f"/folders/{given}", f"/p/{given}/files", f"/p/{given}/report/pdf", f"/static/{given}"):
        answer = get(admitted, path)
        assert answer.status_code in (301, 308, 400, 404, 422)
        assert "root:" not in answer.text
    assert post(admitted, "/open", {"form_token": access.form, "folder": given}).status_code == 422


@pytest.mark.parametrize(
    "back", ["//evil.example", "http://evil.example/", "/\\evil.example", "/nothing", "", "\r\nX: y"]
)
def test_the_way_back_leads_to_no_other_site(admitted, access, back):
    answer = post(admitted, "/language", {"form_token": access.form, "language": "nl", "back": back})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert 'lang="nl"' in get(admitted).text


def test_no_page_names_another_site_or_has_script_or_style_in_it(admitted):
    text = get(admitted).text
    assert re.findall(r"(?:https?:)?//[a-z]", text) == []
    assert re.findall(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=", text) == []


def test_half_an_hour_without_a_request_is_the_end_unless_work_goes_on():
    now = [0.0]
    idle = Idle(lambda: now[0])
    now[0] = IDLE_S - 1
    assert not idle.is_over(busy=False)
    now[0] = IDLE_S
    assert idle.is_over(busy=False)
    assert not idle.is_over(busy=True)
    now[0] += IDLE_S - 1
    assert not idle.is_over(busy=False)
    idle.touch()
    now[0] += IDLE_S
    assert idle.is_over(busy=False)


def test_two_runs_have_other_secrets(access):
    other = Access(PORT)
    assert len({access.token, access.cookie, access.form, other.token, other.cookie, other.form}) == 6


def test_a_token_is_redeemed_once_whoever_asks_at_the_same_time(access):
    token, won = access.token, []
    threads = [threading.Thread(target=lambda: won.append(access.redeem(token))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won.count(True) == 1
