"""The reading routes."""

from sanic import HTTPResponse, Request

from insurer.api import ClaimList, PolicyList
from insurer.reference.http import answer, api, core_of, found, owner, reference


@api.get("/customers/<ref:str>")
async def customer(request: Request, ref: str) -> HTTPResponse:
    store = core_of(request).store
    return answer(found(await store.customer(reference(ref, "客户编号"))))


@api.get("/customers/<ref:str>/policies")
async def policies(request: Request, ref: str) -> HTTPResponse:
    store = core_of(request).store
    return answer(PolicyList(items=found(await store.policies(reference(ref, "客户编号")))))


@api.get("/customers/<ref:str>/claims")
async def claims(request: Request, ref: str) -> HTTPResponse:
    store = core_of(request).store
    return answer(ClaimList(items=found(await store.claims(reference(ref, "客户编号")))))


@api.get("/claims/<claim_no:str>")
async def claim(request: Request, claim_no: str) -> HTTPResponse:
    store = core_of(request).store
    return answer(found(await store.claim(reference(claim_no, "赔案号"), owner(request))))
