"""`python -m insurer`: runs the reference insurer where INSURER_URL points."""

import argparse
import sys
from dataclasses import replace

from insurer.logs import configure_logging
from insurer.reference.database import DatabaseNotConfigured
from insurer.reference.server import create_app
from insurer.reference.settings import Settings, SettingsError, read_settings
from insurer.reference.store import Store


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m insurer", description="The reference insurer core.")
    parser.add_argument("--host", help="listen here instead of INSURER_URL's host")
    parser.add_argument("--port", type=int, help="listen here instead of INSURER_URL's port")
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        help="keep the demo customers in the database (default: when GUANJIA_MODE is demo)",
    )
    chosen = parser.parse_args(arguments)
    try:
        settings = read_settings()
    except (SettingsError, DatabaseNotConfigured) as error:
        print(f"insurer: {error}", file=sys.stderr)
        return 2
    settings = replace(
        settings,
        host=chosen.host or settings.host,
        port=chosen.port or settings.port,
        demo=settings.demo if chosen.demo is None else chosen.demo,
    )
    return serve(settings)


def serve(settings: Settings) -> int:
    configure_logging("insurer", settings.log_level, settings.log_format)
    app = create_app(Store(settings.database), settings.token, demo=settings.demo, events=settings.events)
    try:
        app.run(settings.host, settings.port, single_process=True, motd=False, access_log=False)
    except OSError as error:
        print(
            f"insurer: cannot listen on {settings.host}:{settings.port} ({error.strerror}).", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
