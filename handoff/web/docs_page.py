"""The page at /docs: the OpenAPI document as plain HTML, without a script and without a foreign address."""

import json
import re
from functools import cache
from html import escape
from typing import Any

from handoff.web.openapi import document
from handoff.web.problems import KINDS

_STYLE = (
    "body{font:15px/1.6 system-ui,'Noto Sans CJK SC',sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#1f2a37}"
    "code,pre{font:13px/1.5 ui-monospace,monospace;background:#f3f5f8;border-radius:4px}"
    "code{padding:.1em .3em}pre{padding:.75rem;overflow:auto}"
    "details{border:1px solid #d9dee6;border-radius:6px;margin:.5rem 0;padding:.5rem .75rem}"
    "summary{cursor:pointer}b.m{display:inline-block;min-width:3.5rem;color:#1a5fb4}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #e3e7ed;vertical-align:top}"
    ":target{background:#fff6d6}"
)


@cache
def rendered() -> str:
    api = document()
    tags = "".join(_tag(api, tag["name"], tag["description"]) for tag in api["tags"])
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Guanjia API</title>'
        f"<style>{_STYLE}</style><h1>Guanjia API</h1><p>{escape(api['info']['description'])} "
        'The document itself: <a href="/docs/openapi.json">openapi.json</a>.</p>'
        f"{tags}<h2>Schemas</h2>{_schemas(api)}<h2>Problems</h2>{_problems()}</html>"
    )


def _tag(api: dict[str, Any], tag: str, description: str) -> str:
    operations = [
        _operation(method, path, operation)
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
        if tag in operation["tags"]
    ]
    return f"<h2>{escape(tag)}</h2><p>{escape(description)}</p>{''.join(operations)}"


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{status}<td>{_prose(answer['description'])}<td>{_content(answer.get('content', {}))}"
        for status, answer in sorted(operation["responses"].items())
    )
    body = operation.get("requestBody")
    asks = f"<p>Body: {_content(body['content'])}</p>" if body else ""
    parameters = "".join(
        f"<tr><td><code>{escape(p['name'])}</code><td>{p['in']}<td>{_type(p['schema'])}"
        f"<td>{_prose(p.get('description') or p['schema'].get('description', ''))}"
        for p in operation.get("parameters", [])
    )
    needs = ", ".join(name for scheme in operation["security"] for name in scheme) or "nothing"
    return (
        f'<details id="{operation["operationId"]}"><summary><b class="m">{method.upper()}</b> '
        f"<code>{escape(path)}</code> {_prose(operation['summary'])}</summary>"
        f"<p>{_prose(operation.get('description', ''))} Needs: {escape(needs)}.</p>"
        f"{'<table>' + parameters + '</table>' if parameters else ''}{asks}<table>{rows}</table></details>"
    )


def _prose(text: str) -> str:
    """Escaped, with `words` as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _content(content: dict[str, Any]) -> str:
    return ", ".join(f"{escape(kind)} {_type(value['schema'])}" for kind, value in content.items())


def _type(schema: dict[str, Any]) -> str:
    if reference := schema.get("$ref"):
        name = escape(reference.rpartition("/")[2])
        return f'<a href="#schema-{name}">{name}</a>'
    for joint in ("anyOf", "oneOf"):
        if joint in schema:
            return " | ".join(_type(part) for part in schema[joint])
    if "allOf" in schema:
        return _type(schema["allOf"][0])
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}[]"
    return f"<code>{escape(str(schema.get('format') or schema.get('type') or 'any'))}</code>"


def _schemas(api: dict[str, Any]) -> str:
    return "".join(
        f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f"<pre>{escape(json.dumps(schema, ensure_ascii=False, indent=2))}</pre></details>"
        for name, schema in sorted(api["components"]["schemas"].items())
    )


def _problems() -> str:
    rows = "".join(
        f'<tr id="{kind.code}"><td><code>{kind.code}</code><td>{kind.status}<td>{escape(kind.title)}'
        f"<td>{escape(kind.detail)}"
        for kind in KINDS.values()
    )
    return f"<table><tr><th>code<th>status<th>title<th>detail{rows}</table>"
