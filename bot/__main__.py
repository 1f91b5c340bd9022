"""`python -m bot`: serves turns on BOT_URL (default 127.0.0.1:5005) with the newest model of models/."""

from __future__ import annotations

import os
import socket
import sys

# Before numpy loads: turns are many and small, threads inside of one would only fight each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

from bot import lean, logs
from bot.settings import SettingsError, read_settings


def main() -> int:
    try:
        settings = read_settings()
    except SettingsError as error:
        print(f"bot: {error}", file=sys.stderr)
        return 2
    lean.hush()
    lean.install()
    logs.configure(settings.log_level, settings.log_format)
    from bot.server import create_app  # noqa: PLC0415 - after lean.install

    try:
        sock = _listen(settings.host, settings.port)
    except OSError as error:
        print(f"bot: cannot listen on {settings.host}:{settings.port} ({error.strerror}).", file=sys.stderr)
        return 1
    app = create_app(settings)
    logs.configure(settings.log_level, settings.log_format)
    app.run(sock=sock, workers=1, debug=False, access_log=False, register_sys_signals=True)
    return 1 if getattr(app.ctx, "failed", False) else 0


def _listen(host: str, port: int) -> socket.socket:
    """Raises OSError: better here, as one sentence, than from within the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    return sock


if __name__ == "__main__":
    sys.exit(main())
