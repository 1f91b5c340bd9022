"""What the demo says."""

import json
from pathlib import Path

_BANNER = """
管家开门了 · Guanjia is up ({seconds:.1f} s)

  客户聊天    customer chat    {base}/chat
  管家工作台  butler console   {base}/console/
  接口文档    HTTP API         {base}/docs

  演示登录  demo log-ins for the console, password guanjia-demo:
    linxiao, zhoukai (管家 butlers) · suyan (主管 supervisor) · trainer · admin
  演示客户  demo customers: {base}/chat?customer=C001 … C005

  日志 logs: {logs}/*.log    ·    Ctrl-C 全部停止 stops everything

小管家正在上班路上，您可以先说话 · the bot is on its way, what you write meanwhile is answered when it is here
"""


def banner(seconds: float, base: str, logs: Path) -> str:
    """`seconds` since the start; `base` the hub's address without a slash at the end."""
    return _BANNER.format(seconds=seconds, base=base, logs=logs)


def last_words(log: Path) -> str:
    """The last line of a log that says something, shortened; of a structured line its event."""
    try:
        with log.open("rb") as handle:
            handle.seek(max(0, log.stat().st_size - 8192))
            lines = [
                line.strip() for line in handle.read().decode("utf-8", "replace").splitlines() if line.strip()
            ]
    except OSError:
        return ""
    return _event(lines[-1]).removeprefix("✗ ")[:300] if lines else ""


def _event(line: str) -> str:
    try:
        said = json.loads(line)
    except ValueError:
        return line
    if not isinstance(said, dict):
        return line
    return " ".join(str(said[key]) for key in ("event", "error", "detail", "reason") if said.get(key)) or line
