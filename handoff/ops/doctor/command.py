"""The command line of the doctor."""

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from handoff.config import SettingsRefused
from handoff.ops.doctor import installed, running
from handoff.ops.doctor.finding import Finding, all_well, bad, ok
from handoff.ops.environment import demo_environment, folder, is_demo, production_environment
from handoff.ops.programs import Addresses

ROOT = Path(__file__).resolve().parents[3]


def findings(given: Mapping[str, str]) -> Iterator[Finding]:
    """Every check, in an order in which mending the first often mends the next."""
    part = "设置 settings"
    var = folder(given, ROOT)
    yield from installed.check(ROOT, var)
    try:
        addresses = Addresses.of(given)
        demo = is_demo(given, ROOT)
        environment = demo_environment(given, addresses, ROOT) if demo else production_environment(given)
    except (SettingsRefused, ValueError) as refused:
        yield bad(part, str(refused), "改正设置 correct the setting (README: Configuration)")
        return
    yield ok(part, "演示模式 demo mode" if demo else "正式模式，密钥齐全 production mode, secrets in order")
    yield from running.check(environment, addresses, var)


def run(_given: argparse.Namespace) -> int:
    """The exit code: 0 when nothing is broken."""
    found = []
    for finding in findings(os.environ):
        print(finding.line(), flush=True)
        found.append(finding)
    if all_well(found):
        print("一切正常 · all is well")
        return 0
    print("有问题需要处理，见上面标 ✗ 的行 · mend the lines marked ✗")
    return 1


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("doctor", help="check every part and say how to mend it")
    parser.set_defaults(run=run)
