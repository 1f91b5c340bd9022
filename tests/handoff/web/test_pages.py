"""Pages, files, probes, metrics and the headers around them."""

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from handoff.web.pages import Builds
from tests.handoff.web.support import Customer, Desk


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    console, widget = tmp_path / "console", tmp_path / "widget"
    (console / "assets").mkdir(parents=True)
    widget.mkdir()
    (console / "index.html").write_text("<!doctype html><title>工作台</title>" + " " * 2000)
    (console / "assets" / "index-abc123.js").write_text("console.log(1);" * 200)
    (widget / "chat.html").write_text("<!doctype html><title>聊天</title>")
    (widget / "widget.js").write_text("(() => {})();")
    return Builds(console, widget)


async def test_console_routes_fall_back_to_its_page(make_site: Any, builds: Builds) -> None:
    async with make_site(builds=builds) as site, site.http() as http:
        assert (await http.get("/console")).headers["location"] == "/console/"
        for path in ("/console/", "/console/cases/123", "/console/login?next=%2Fcases"):
            page = await http.get(path)
            assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
            assert "工作台" in page.text
        script = await http.get("/console/assets/index-abc123.js")
        assert "immutable" in script.headers["cache-control"]
        assert script.headers["content-encoding"] == "gzip"
        again = await http.get(
            "/console/assets/index-abc123.js", headers={"If-None-Match": script.headers["etag"]}
        )
        assert (again.status_code, again.content) == (304, b"")
        assert (await http.get("/console/assets/gone.js")).status_code == 404
        assert (await http.head("/console/")).status_code == 200


async def test_the_widget_may_be_embedded_anywhere(make_site: Any, builds: Builds) -> None:
    async with make_site(builds=builds) as site, site.http() as http:
        script = await http.get("/widget.js", headers={"Origin": "https://shop.example"})
        assert script.headers["content-type"].startswith(("text/javascript", "application/javascript"))
        assert script.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "聊天" in (await http.get("/chat?customer=C001")).text


async def test_what_is_not_built_says_how_to_build_it(make_site: Any, tmp_path: Path) -> None:
    missing = Builds(tmp_path / "no-console", tmp_path / "no-widget")
    async with make_site(builds=missing) as site, site.http() as http:
        for path in ("/console/", "/console/cases/1", "/chat"):
            page = await http.get(path)
            assert page.status_code == 503
            assert "make demo" in page.text
        assert "make demo" in (await http.get("/widget.js")).text


@pytest.mark.parametrize(
    "path", ["/console/..%2f..%2fapp.py", "/console/%2e%2e/%2e%2e/app.py", "/chat/..%2fapp.py"]
)
async def test_no_way_out_of_the_builds(make_site: Any, builds: Builds, path: str) -> None:
    async with make_site(builds=builds) as site, site.http() as http:
        answer = await http.get(path)
        assert "create_app" not in answer.text
        assert answer.status_code in (200, 404)


async def test_the_front_page_is_for_demos(make_site: Any, http: httpx.AsyncClient) -> None:
    front = await http.get("/")
    for link in ("/chat", "/console/", "/docs"):
        assert f'href="{link}"' in front.text
    async with make_site(mode="production") as site, site.http() as plain:
        assert (await plain.get("/")).headers["location"] == "/console/"
        for answer in (
            await plain.get("/api/v1/demo/customers"),
            await plain.post("/api/v1/demo/identities", json={"customer_ref": "C001"}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_demo_customers_can_enter(http: httpx.AsyncClient) -> None:
    customers = (await http.get("/api/v1/demo/customers")).json()["items"]
    assert [c["customer_ref"] for c in customers] == ["C001", "C002", "C003", "C004", "C005"]
    made = await http.post("/api/v1/demo/identities", json={"customer_ref": "C002"})
    entered = await http.post("/api/v1/chat/sessions", json={"identity": made.json()["identity"]})
    assert entered.status_code == 201
    unknown = await http.post("/api/v1/demo/identities", json={"customer_ref": "C999"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")


async def test_probes(site: Any, http: httpx.AsyncClient) -> None:
    assert (await http.get("/healthz")).json() == {"status": "ok"}
    ready = (await http.get("/readyz")).json()
    assert ready["status"] == "ready"
    assert {"database", "bot", "insurer"} <= set(ready["parts"])


async def test_readiness_needs_no_bot(
    site: Any, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.bot, "up", False)
    assert (await http.get("/readyz")).status_code == 200


async def test_documentation(http: httpx.AsyncClient) -> None:
    page = await http.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    document = (await http.get("/docs/openapi.json")).json()
    assert document["openapi"].startswith("3.1")


async def test_every_answer_carries_security_headers(http: httpx.AsyncClient, customer: Customer) -> None:
    for path in ("/", "/console/", "/docs", "/healthz", "/nothing", "/api/v1/cases"):
        answer = await http.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "default-src" in policy
        assert "unsafe-eval" not in policy
        assert not re.search(r"script-src[^;]*(unsafe|\*|http)", policy)
    api = await customer.get("/messages")
    assert api.headers["cache-control"] == "no-store"
    assert (await http.get("/api/v1/nothing")).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("https://a.example", True), ("https://b.example", True), ("https://c.example", False)],
)
async def test_only_listed_sites_may_call_the_chat(make_site: Any, origin: str, allowed: bool) -> None:
    path = "/api/v1/chat/messages"
    listed = "https://a.example, https://b.example/"
    async with make_site(mode="production", chat_allowed_origins=listed) as site, site.http() as http:
        preflight = await http.options(path, headers={"Origin": origin})
        assert preflight.status_code == 204
        refused = await http.get(path, headers={"Origin": origin})
        assert refused.status_code == 401
        for answer in (preflight, refused):
            assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
        cases = await http.get("/api/v1/cases", headers={"Origin": origin})
        assert "access-control-allow-origin" not in cases.headers


async def test_the_demo_lets_any_site_try(http: httpx.AsyncClient) -> None:
    preflight = await http.options("/api/v1/chat/sessions", headers={"Origin": "https://anywhere.example"})
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in preflight.headers


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-12345", True), ("short", False), ("with space 1", False), ("x" * 65, False)]
)
async def test_correlation_ids(http: httpx.AsyncClient, given: str, kept: bool) -> None:
    answer = await http.get("/api/v1/cases", headers={"X-Correlation-Id": given})
    assert (answer.headers["x-correlation-id"] == given) is kept
    assert answer.json()["correlation_id"] == answer.headers["x-correlation-id"]


async def test_metrics_name_routes_and_nobody(
    http: httpx.AsyncClient, customer: Customer, linxiao: Desk
) -> None:
    await customer.say("身份证 110101199003071234")
    await linxiao.get("/cases")
    await http.get(f"/api/v1/cases/{customer.conversation_id}")
    await http.get("/api/v1/张三/13800138000")
    text = (await http.get("/metrics")).text
    assert re.search(r'guanjia_http_requests_total\{method="POST",route="sendChat",status="202"\} \d', text)
    assert 'route="unmatched"' in text
    for identifier in (
        customer.conversation_id,
        "C001",
        "13800138000",
        "110101199003071234",
        "linxiao",
        "张三",
    ):
        assert identifier not in text


async def test_many_at_once(site: Any, customer: Customer) -> None:
    """Concurrent writes of one conversation are all stored, each once, in one gapless order."""
    await asyncio.gather(*(customer.say(f"并发{n}", f"c{n}") for n in range(20)))
    feed = (await customer.page(limit=200))["messages"]
    mine = [m for m in feed if m["author"] == "user"]
    assert len({m["client_msg_id"] for m in mine}) == 20
    assert [m["seq"] for m in feed] == list(range(1, len(feed) + 1))
