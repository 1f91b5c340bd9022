"""The demo's front page and the plain pages around the built ones."""

from html import escape

from handoff.bootstrap import demo_users
from handoff.config import DEMO_PASSWORD
from handoff.domain.accounts import Role
from handoff.web.routes.demo import CUSTOMERS

_STYLE = (
    ":root{color-scheme:light dark;--bg:#f3f5f4;--card:#fff;--ink:#1c2a28;--soft:#5b6b68;--line:#dfe6e4;"
    "--main:#17695d}@media(prefers-color-scheme:dark){:root{--bg:#121a19;--card:#1b2524;--ink:#e4ecea;"
    "--soft:#9db0ac;--line:#2c3938;--main:#5cc0ae}}"
    "body{margin:0;background:var(--bg);color:var(--ink);"
    "font:16px/1.7 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}"
    "main{max-width:56rem;margin:0 auto;padding:4rem 1.25rem}h1{margin:0;font-size:2rem}p{margin:.25rem 0}"
    ".soft{color:var(--soft)}section{display:grid;gap:1.25rem;margin-top:2rem;"
    "grid-template-columns:repeat(auto-fit,minmax(17rem,1fr))}"
    "article{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem 1.5rem}"
    "h2{margin:0 0 .5rem;font-size:1.15rem}a{color:var(--main)}ul{list-style:none;margin:.75rem 0 0;padding:0}"
    "li{padding:.45rem 0;border-top:1px solid var(--line)}code{background:var(--bg);border-radius:5px;"
    "padding:.1em .4em}footer{margin-top:2rem}"
)
_ROLES = {Role.BUTLER: "管家", Role.SUPERVISOR: "主管", Role.TRAINER: "训练师", Role.ADMIN: "管理员"}


def page(title: str, body: str) -> str:
    """`body` is HTML."""
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><main>{body}</main></html>"
    )


def not_built(what: str, command: str) -> str:
    return page(
        "页面还没有构建",
        f"<h1>{escape(what)}还没有构建</h1>"
        f"<p>请在项目目录运行 <code>{command}</code>，它会先构建页面再启动。</p>"
        f'<p class="soft">Not built yet: run <code>{command}</code> in the project folder.</p>',
    )


def front() -> str:
    customers = "".join(
        f'<li><a href="/chat?customer={c.customer_ref}">{escape(c.name_masked)}</a> '
        f'<span class="soft">{escape(c.about)}</span></li>'
        for c in CUSTOMERS
    )
    people = "".join(
        f"<li><code>{escape(user.username)}</code> {escape(user.display_name)} "
        f'<span class="soft">{"、".join(_ROLES[role] for role in user.roles)}</span></li>'
        for user in demo_users()
    )
    return page(
        "保险管家 · 演示",
        "<h1>保险管家 · 演示</h1>"
        '<p class="soft">常见问题小管家（机器人）马上答，遇到难处真人管家接手。人物和保单均为虚构。</p>'
        f'<section><article><h2><a href="/chat">客户聊天页</a></h2><p>选一位客户进入：</p><ul>{customers}</ul>'
        f'</article><article><h2><a href="/console/">管家工作台</a></h2>'
        f"<p>密码都是 <code>{DEMO_PASSWORD}</code>：</p><ul>{people}</ul></article></section>"
        '<footer class="soft"><a href="/docs">接口文档</a> · <a href="/readyz">运行状态</a> · '
        '<a href="/metrics">指标</a></footer>',
    )
