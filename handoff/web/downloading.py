"""Sending a customer's file to a screen, so that no browser ever runs it: always a download by its headers, of
the type its first bytes told, in a page that may do nothing. `<img>` draws it all the same."""

from urllib.parse import quote

from sanic import Request

from handoff.service.uploads import Opened

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=3600",
}


async def send_file(request: Request, opened: Opened) -> None:
    """Raises NotFound before the first byte."""
    file, parts = opened.file, opened.parts
    first = await anext(parts, b"")
    response = await request.respond(
        content_type=file.media_type,
        headers={
            **_HEADERS,
            "Content-Length": str(file.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        },
    )
    if response is None:
        return
    await response.send(first)
    async for part in parts:
        await response.send(part)
    await response.eof()
