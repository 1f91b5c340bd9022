"""Demo mode only: who may be played, and the identity that the site's own server would sign."""

import secrets
from datetime import timedelta

from handoff.adapters.channels.web import WebIdentity, sign_identity
from handoff.domain.errors import NotFound
from handoff.web.call import Call
from handoff.web.route import Reply, Routes
from handoff.web.schemas import chat as wire

routes = Routes("demo")

IDENTITY_LIFETIME = timedelta(hours=12)

#: The customers of the reference insurer (docs/contracts.md section 4).
CUSTOMERS: tuple[wire.DemoCustomer, ...] = tuple(
    wire.DemoCustomer(customer_ref=ref, name_masked=name, about=about)
    for ref, name, about in (
        ("C001", "王*明", "住院理赔还差材料，有百万医疗险和意外险"),
        ("C002", "李*兰", "68 岁，重疾理赔被拒"),
        ("C003", "张*", "理赔款已经到账"),
        ("C004", "陈*", "理赔正在调查，已经二十多天"),
        ("C005", "赵*雨", "刚买三天，还没有理赔"),
    )
)


@routes.add(
    "GET",
    "/api/v1/demo/customers",
    "listDemoCustomers",
    "Demo customers to log in as",
    answers={200: wire.DemoCustomers},
    demo_only=True,
)
async def list_customers(_: Call) -> Reply:
    return Reply(200, wire.DemoCustomers(items=list(CUSTOMERS)))


@routes.add(
    "POST",
    "/api/v1/demo/identities",
    "makeDemoIdentity",
    "A signed identity of a demo customer",
    body=wire.AskDemoIdentity,
    answers={201: wire.DemoIdentity},
    demo_only=True,
)
async def make_identity(call: Call) -> Reply:
    ref = call.body_as(wire.AskDemoIdentity).customer_ref
    if all(customer.customer_ref != ref for customer in CUSTOMERS):
        raise NotFound("没有这位演示客户。")
    expires_at = int((call.now + IDENTITY_LIFETIME).timestamp())
    secret = call.hub.settings.chat_identity_secret.get_secret_value()
    identity = sign_identity(WebIdentity(ref, expires_at, secrets.token_urlsafe(12)), secret)
    return Reply(201, wire.DemoIdentity(identity=identity))
