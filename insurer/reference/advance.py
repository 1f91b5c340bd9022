"""`python -m insurer.reference.advance CLAIM_NO [STATE]`: the demo's clerk takes a claim one lawful step
further, so that the step and its messages can be watched.

Talks to the running reference insurer (INSURER_URL, demo mode). The token comes from INSURER_TOKEN, or from the
secrets that the demo keeps in VAR_DIR/demo.env."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import httpx

_DEFAULT_URL = "http://127.0.0.1:8010"
_ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    parser = argparse.ArgumentParser(prog="python -m insurer.reference.advance", description=__doc__)
    parser.add_argument("claim_no")
    parser.add_argument("state", nargs="?", help="which step to take (default: the usual next one)")
    chosen = parser.parse_args(arguments)
    token = environment.get("INSURER_TOKEN") or _demo_token(environment)
    if not token:
        print("advance: set INSURER_TOKEN, or start the demo first (make demo).", file=sys.stderr)
        return 2
    base = (environment.get("INSURER_URL") or _DEFAULT_URL).rstrip("/")
    return _ask(f"{base}/v1/demo/claims/{quote(chosen.claim_no, safe='')}/advance", token, chosen.state)


def _ask(url: str, token: str, state: str | None) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        answer = httpx.post(url, headers=headers, json={"state": state}, timeout=10, trust_env=False)
        body = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        print(f"advance: the insurer does not answer ({type(error).__name__}).", file=sys.stderr)
        return 1
    if not answer.is_success:
        said = [body.get("detail", ""), *(error["message"] for error in body.get("errors", ()))]
        print(f"advance: {' '.join(said)}", file=sys.stderr)
        return 1
    last = body["events"][-1]
    print(f"{body['claim_no']} {last['state_code']}: {last['visible_text']}")
    return 0


def _demo_token(environment: Mapping[str, str]) -> str | None:
    """What the demo wrote for its own processes: lines of NAME=value."""
    try:
        lines = (_ROOT / (environment.get("VAR_DIR") or "var") / "demo.env").read_text("utf-8").splitlines()
    except OSError:
        return None
    pairs = (line.partition("=") for line in lines)
    return next((value.strip() for name, _, value in pairs if name.strip() == "INSURER_TOKEN"), None)


if __name__ == "__main__":
    sys.exit(main())
