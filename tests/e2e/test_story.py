"""The story in two real browser windows: a customer asks, is angry, meets a person, is settled, and goes on with the bot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.product import Product

pytestmark = pytest.mark.browser

PASSWORD = "guanjia-demo"
#: The bot may still be on its way when the customer writes the first message.
FIRST_ANSWER = 180_000
SOON = 30_000


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[BrowserContext]]:
    contexts: list[BrowserContext] = []
    yield contexts
    for context in contexts:
        context.close()


def window(browser: Browser, windows: list[BrowserContext], width: int, height: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    windows.append(context)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script of the page failed: {error}"))
    return page


def log_in(page: Page, product: Product, username: str) -> None:
    page.goto(f"{product.url}/console/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("tab", name=re.compile("待接手"))).to_be_visible(timeout=SOON)


def say(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="要说的话")
    box.fill(text)
    box.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(text)


def ask_the_bot(chat: Page, pictures: Path) -> None:
    log = chat.get_by_role("log")
    say(chat, "住院理陪要交那些材料呀")
    expect(log).to_contain_text("出院小结", timeout=FIRST_ANSWER)
    chat.screenshot(path=pictures / "chat-1-documents.png")
    say(chat, "免配额是啥意思")
    expect(log).to_contain_text("常见误会", timeout=SOON)
    chat.screenshot(path=pictures / "chat-2-term.png")
    say(chat, "我的理赔到哪一步了")
    expect(log).to_contain_text("报案号", timeout=SOON)
    chat.screenshot(path=pictures / "chat-3-timeline.png")


def get_angry(chat: Page, pictures: Path) -> None:
    say(chat, "凭什么拒我，条款第几条你指给我看")
    expect(chat.get_by_role("log")).to_contain_text("已为您请真人管家", timeout=SOON)
    chat.screenshot(path=pictures / "chat-4-handoff.png")


def see_and_claim(desk: Page, pictures: Path) -> None:
    row = desk.get_by_role("tabpanel").get_by_role("listitem").first
    expect(row).to_contain_text("拒赔", timeout=SOON)
    expect(row).to_contain_text("凭什么")
    desk.screenshot(path=pictures / "desk-1-queue.png")
    row.click()
    context = desk.get_by_role("complementary")
    expect(context.first).to_contain_text("理赔", timeout=SOON)
    expect(desk.get_by_role("log")).to_contain_text("你指给我看", timeout=SOON)
    desk.get_by_role("button", name="接手").first.click()
    expect(desk.get_by_role("textbox", name="回复客户")).to_be_enabled(timeout=SOON)
    desk.screenshot(path=pictures / "desk-2-claimed.png")


def second_butler_is_refused(other: Page, product: Product, case_id: str) -> None:
    """Through the page's own session: the button is gone for a held case, so the request itself is refused."""
    answer = other.evaluate(
        """async (id) => {
            const me = await (await fetch('/api/v1/auth/me')).json()
            const r = await fetch(`/api/v1/cases/${id}/claim`, {method: 'POST', headers: {'X-CSRF-Token': me.csrf_token}})
            return {status: r.status, body: await r.json()}
        }""",
        case_id,
    )
    assert answer["status"] == 409
    assert answer["body"]["code"] == "case_already_held"
    assert "林晓" in answer["body"]["detail"]
    other.goto(f"{product.url}/console/")
    other.get_by_role("tab", name=re.compile("处理中")).click()
    row = other.get_by_role("tabpanel").get_by_role("listitem").first
    expect(row).to_contain_text("林晓", timeout=SOON)
    row.click()
    expect(other.get_by_text("林晓 正在处理")).to_be_visible(timeout=SOON)
    expect(other.get_by_role("button", name="接手", exact=True)).to_have_count(0)


def talk_as_a_person(desk: Page, chat: Page, pictures: Path) -> None:
    box = desk.get_by_role("textbox", name="回复客户")
    box.fill("李女士您好，我是林晓。拒赔通知书我已经打开，依据的条款我拍给您看。")
    box.press("Control+Enter")
    log = chat.get_by_role("log")
    expect(log).to_contain_text("拒赔通知书我已经打开", timeout=SOON)
    expect(log).to_contain_text("真人管家")
    before = log.get_by_text("小管家·机器人").count()
    say(chat, "住院要什么材料来着")
    expect(desk.get_by_role("log")).to_contain_text("住院要什么材料来着", timeout=SOON)
    chat.wait_for_timeout(2500)
    assert log.get_by_text("小管家·机器人").count() == before, "the bot spoke while a person held the floor"
    chat.screenshot(path=pictures / "chat-5-person.png")
    desk.screenshot(path=pictures / "desk-3-talking.png")


def settle(desk: Page, chat: Page, pictures: Path) -> None:
    desk.get_by_role("button", name="结束个案").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_text("已提交复核").click()
    dialog.get_by_label("理由（内部留存）").fill("客户不认可既往症认定，已提交复核")
    dialog.get_by_label("告诉客户").fill("复核已经帮您提交，有进展我第一时间告诉您。")
    desk.screenshot(path=pictures / "desk-4-resolve.png")
    dialog.get_by_role("button", name="告诉客户并结束").click()
    log = chat.get_by_role("log")
    expect(log).to_contain_text("复核已经帮您提交", timeout=SOON)
    chat.get_by_role("radio", name=re.compile("很满意")).check(force=True)
    chat.get_by_role("button", name="提交评价").click()
    expect(log).to_contain_text("谢谢您的评价", timeout=SOON)
    chat.screenshot(path=pictures / "chat-6-rated.png")


def test_from_bot_to_person_and_back(
    product: Product, browser: Browser, windows: list[BrowserContext], pictures: Path
) -> None:
    desk = window(browser, windows, 1440, 900)
    other = window(browser, windows, 1440, 900)
    chat = window(browser, windows, 430, 900)
    log_in(desk, product, "linxiao")
    log_in(other, product, "zhoukai")
    chat.goto(f"{product.url}/chat?customer=C002")
    ask_the_bot(chat, pictures)
    get_angry(chat, pictures)
    see_and_claim(desk, pictures)
    case_id = desk.url.rstrip("/").rsplit("/", 1)[-1].split("?")[0]
    second_butler_is_refused(other, product, case_id)
    talk_as_a_person(desk, chat, pictures)
    settle(desk, chat, pictures)
    say(chat, "那门诊要哪些材料呀")
    expect(chat.get_by_role("log")).to_contain_text("门诊", timeout=SOON)
    expect(chat.get_by_role("log").get_by_text("已为您请真人管家")).to_have_count(1)
    chat.screenshot(path=pictures / "chat-7-bot-again.png")
