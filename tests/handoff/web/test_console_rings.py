"""The console's heartbeat and its ringing banner, in a real browser against the real hub."""

import asyncio
import os
import shutil
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, async_playwright

from handoff.config import DEMO_PASSWORD
from handoff.domain.accounts import Role, User
from handoff.web.pages import Builds
from tests.handoff.web.support import Customer, Desk
from tests.handoff.web.test_routing import meant_for

pytestmark = pytest.mark.browser

SOON = 30_000


async def log_in(page: Page, url: str, username: str) -> None:
    await page.goto(f"{url}/console/")
    await page.get_by_label("用户名").fill(username)
    await page.get_by_label("密码").fill(DEMO_PASSWORD)
    await page.get_by_role("button", name="登录").click()


async def present(chief: Desk, name: str, wanted: tuple[str, bool]) -> None:
    async with asyncio.timeout(30):
        while True:
            people = (await chief.get("/desk/presence")).json()["items"]
            if any((c["state"], c["present"]) == wanted for c in people if c["display_name"] == name):
                return
            await asyncio.sleep(0.1)


async def test_an_open_console_is_present_rings_and_takes(
    site: Any, suyan: Desk, customer: Customer, other: Customer
) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not (Builds().console / "index.html").is_file():
        assert "browser" not in os.environ.get("CI_REQUIRE", ""), "CI needs Chromium and the console's build"
        pytest.skip("no Chromium or no build of the console on this machine")
    username, name = f"b{uuid4().hex[:10]}", f"铃{uuid4().hex[:4]}"
    user = User(uuid4(), username, name, frozenset({Role.BUTLER}))
    await site.hub.accounts.seed([user], DEMO_PASSWORD)
    butler = await Desk.log_in(site.url, username)
    broken: list[str] = []
    try:
        await present(suyan, name, ("away", False))
        first, second = await meant_for(butler, suyan, customer), await meant_for(butler, suyan, other)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            page = await browser.new_page(viewport={"width": 1400, "height": 850}, locale="zh-CN")
            page.on("pageerror", lambda error: broken.append(str(error)))
            await log_in(page, site.url, username)
            await present(suyan, name, ("available", True))
            meant = page.locator("[data-offer]").filter(has_text="指定请您接手")
            await meant.first.wait_for(timeout=SOON)
            await page.get_by_title("我的状态").click()
            await page.get_by_text("忙，暂不派单").last.click()
            await present(suyan, name, ("busy", False))
            before = len((await butler.get("/desk/offers")).json()["items"])
            await meant.first.get_by_role("button", name="让给别人").click()
            async with asyncio.timeout(30):
                while len((await butler.get("/desk/offers")).json()["items"]) >= before:  # noqa: ASYNC110 - the hub's to end
                    await asyncio.sleep(0.1)
            await meant.first.get_by_role("button", name="接手").click()
            await page.get_by_role("textbox", name="回复客户").wait_for(timeout=SOON)
            await browser.close()
        mine = (await butler.get("/cases", view="mine")).json()["items"]
        assert len(mine) == 1
        assert mine[0]["id"] in (first["id"], second["id"])
        assert broken == []
    finally:
        await butler.post("/desk/presence", {"state": "away"})
        await butler.http.aclose()
