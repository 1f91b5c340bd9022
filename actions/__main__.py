"""`python -m actions`: serves the custom actions to Rasa on 127.0.0.1:5055."""

import argparse
import os
import sys

from insurer.knowledge import KnowledgeError
from insurer.logs import configure_logging


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m actions", description="The bot's custom actions.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    chosen = parser.parse_args(arguments)
    configure_logging(
        "actions", os.environ.get("LOG_LEVEL") or "INFO", os.environ.get("LOG_FORMAT") or "json"
    )
    if not os.environ.get("INSURER_TOKEN"):
        print("actions: INSURER_TOKEN is not set; insurer and its callers share it.", file=sys.stderr)
        return 2
    from actions.server import create_app  # noqa: PLC0415 - after the logs are set up: the SDK logs at import

    try:
        app = create_app()
        app.run(chosen.host, chosen.port, single_process=True, motd=False, access_log=False)
    except KnowledgeError as error:
        print(f"actions: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"actions: cannot listen on {chosen.host}:{chosen.port} ({error.strerror}).", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
