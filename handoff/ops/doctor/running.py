"""Checks of what runs: database, Redis and the five processes."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
from redis import Redis
from redis.exceptions import RedisError

from handoff.adapters.sql.engine import async_url, make_engine
from handoff.adapters.sql.store import SqlStore
from handoff.ops import postgres
from handoff.ops.doctor.finding import Finding, bad, ok, warning
from handoff.ops.programs import Addresses, Listens, is_free, url

_START = "运行 run: make demo"
_PAGES = ("/chat", "/widget.js", "/console/")


def check(environment: Mapping[str, str], addresses: Addresses, var: Path) -> Iterator[Finding]:
    yield database(environment.get("DATABASE_URL") or postgres.url(var))
    yield redis(environment.get("REDIS_URL"))
    yield answers("保险核心 insurer", addresses.insurer, "/healthz", var / "log" / "insurer.log")
    yield answers("动作服务 actions", addresses.actions, "/health", var / "log" / "actions.log")
    yield bot(addresses.bot, environment.get("BOT_TOKEN", ""), var / "log" / "bot.log")
    yield hub(addresses.hub, var / "log" / "hub.log")


def database(address: str) -> Finding:
    part = "数据库 database"
    try:
        wrong = asyncio.run(_ready(address))
    except ValueError as error:
        return bad(part, str(error), "改正 DATABASE_URL correct it")
    if wrong is None:
        return ok(part, "能连上，表结构是最新的 reachable, migrations at head")
    if "revision" in wrong:
        return bad(part, wrong, "运行 run: python -m handoff migrate")
    return bad(part, wrong, f"{_START}，或检查 or check DATABASE_URL")


async def _ready(address: str) -> str | None:
    engine = make_engine(async_url(address), pool=1)
    try:
        return await SqlStore(engine).ready()
    finally:
        await engine.dispose()


def redis(address: str | None) -> Finding:
    part = "Redis"
    if not address:
        return ok(part, "未配置，用进程内的替代 not set: in process (one hub only)")
    try:
        with Redis.from_url(address, socket_timeout=3, socket_connect_timeout=3) as client:
            client.ping()
    except (RedisError, ValueError, OSError) as error:
        return bad(
            part,
            f"连不上 not reachable ({type(error).__name__})",
            "检查 REDIS_URL，或取消设置 check or unset it",
        )
    return ok(part, "能连上 reachable")


def answers(part: str, where: Listens, path: str, log: Path, token: str = "") -> Finding:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        status = httpx.get(url(where, path), headers=headers, timeout=5).status_code
    except httpx.HTTPError:
        return _silent(part, where, log)
    if status == httpx.codes.OK:
        return ok(part, url(where))
    return bad(part, f"{url(where, path)} 返回 answered {status}", f"看日志 see {log}")


def _silent(part: str, where: Listens, log: Path) -> Finding:
    if is_free(where.host, where.port):
        return bad(part, f"没有在运行 nothing runs at {url(where)}", f"{_START}，再看日志 then see {log}")
    return bad(
        part,
        f"端口 {where.port} 被占用但没有正确应答 the port is taken, but what is there does not answer",
        f"换一个 choose another: {where.setting_for(where.port + 1)}，或看日志 or see {log}",
    )


def bot(where: Listens, token: str, log: Path) -> Finding:
    part = "机器人 bot"
    try:
        answer = httpx.get(
            url(where, "/webhooks/turn"), headers={"Authorization": f"Bearer {token}"}, timeout=5
        )
    except httpx.HTTPError:
        return _silent(part, where, log)
    if answer.status_code == httpx.codes.OK:
        return ok(part, f"{url(where)}，模型 model {answer.json().get('model_id')}")
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return bad(part, "不认 BOT_TOKEN refuses the token", "给两边同一个 give both the same BOT_TOKEN")
    return warning(
        part, "正在启动，模型还没装好 starting, no model loaded yet", f"等一会儿，或看日志 wait, or see {log}"
    )


def hub(where: Listens, log: Path) -> Finding:
    found = answers("服务 hub", where, "/readyz", log)
    if found.mend:
        return found
    for page in _PAGES:
        answer = answers("页面 pages", where, page, log)
        if answer.mend:
            return answer
    return ok("服务 hub", f"{url(where)}，页面都在 pages are there")
