"""The demo's clerk over HTTP; these routes exist in demo mode only."""

from sanic import HTTPResponse, Request

from insurer.api import Wire
from insurer.reference.clerk import advance
from insurer.reference.http import answer, api, body_of, core_of, reference
from insurer.reference.problems import Refused


class Advance(Wire):
    """`state`: which step to take; null: the usual next one."""

    state: str | None = None


@api.post("/demo/claims/<claim_no:str>/advance")
async def advance_claim(request: Request, claim_no: str) -> HTTPResponse:
    if not request.app.ctx.demo:
        raise Refused(404, "not_found", "没有这样的地址或请求方式。")
    core, number = core_of(request), reference(claim_no, "赔案号")
    wanted = body_of(request, Advance) if request.body else Advance()
    async with core.store.transaction() as connection:
        return answer(await advance(connection, number, wanted.state, core.knowledge, core.now()))
