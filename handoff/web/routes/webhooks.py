"""Other systems that are told what happens (docs/contracts.md 8). Administrators only."""

from handoff.domain.accounts import Role
from handoff.domain.webhooks import Webhook
from handoff.service.reports import row_cursor
from handoff.service.webhooks import Change
from handoff.web.call import Call
from handoff.web.route import Auth, Reply, Routes
from handoff.web.schemas import office as wire

routes = Routes("webhooks")

_PATH = "/api/v1/webhooks"
_HOOK = f"{_PATH}/{{webhook_id}}"
_ADMIN = (Role.ADMIN,)


@routes.add(
    "GET",
    _PATH,
    "listWebhooks",
    "Who is told what",
    auth=Auth.DESK,
    roles=_ADMIN,
    answers={200: wire.Webhooks},
)
async def list_webhooks(call: Call) -> Reply:
    found = await call.hub.office.webhooks.all(call.viewer)
    return Reply(200, wire.Webhooks(items=[wire.Webhook.model_validate(hook) for hook in found]))


@routes.add(
    "POST",
    _PATH,
    "addWebhook",
    "Tell another system; the answer holds the signing secret, this once",
    description=(
        "Every delivery is a POST with X-Guanjia-Timestamp, X-Guanjia-Delivery and X-Guanjia-Signature: "
        "`v1=<hex HMAC-SHA256(secret, timestamp + '.' + raw body)>`. Anything but 2xx is tried again for "
        "three days. Addresses of the own network are refused."
    ),
    auth=Auth.DESK,
    roles=_ADMIN,
    body=wire.AddWebhook,
    answers={201: wire.WebhookWithSecret},
)
async def add_webhook(call: Call) -> Reply:
    body = call.body_as(wire.AddWebhook)
    hook, secret = await call.hub.office.webhooks.create(
        call.viewer, body.url, tuple(body.kinds), body.description
    )
    return Reply(201, _with_secret(hook, secret))


@routes.add(
    "PATCH",
    _HOOK,
    "changeWebhook",
    "Change address, kinds, whether it is active; or make a new secret",
    auth=Auth.DESK,
    roles=_ADMIN,
    body=wire.ChangeWebhook,
    answers={200: wire.WebhookWithSecret},
)
async def change_webhook(call: Call) -> Reply:
    body = call.body_as(wire.ChangeWebhook)
    change = Change(
        url=body.url,
        kinds=None if body.kinds is None else tuple(body.kinds),
        active=body.active,
        description=body.description,
        rotate_secret=body.rotate_secret,
    )
    hook, secret = await call.hub.office.webhooks.change(
        call.viewer, call.params["webhook_id"], change, body.version
    )
    return Reply(200, _with_secret(hook, secret))


@routes.add(
    "DELETE",
    _HOOK,
    "removeWebhook",
    "Tell it no more; its deliveries are forgotten",
    auth=Auth.DESK,
    roles=_ADMIN,
    answers={204: None},
)
async def remove_webhook(call: Call) -> Reply:
    await call.hub.office.webhooks.remove(call.viewer, call.params["webhook_id"])
    return Reply(204)


@routes.add(
    "GET",
    f"{_HOOK}/deliveries",
    "listDeliveries",
    "What was sent and what came of it, newest first",
    auth=Auth.DESK,
    roles=_ADMIN,
    query=wire.DeliveriesQuery,
    answers={200: wire.Deliveries},
)
async def list_deliveries(call: Call) -> Reply:
    query = call.query_as(wire.DeliveriesQuery)
    items, following = await call.hub.office.webhooks.deliveries(
        call.viewer, call.params["webhook_id"], row_cursor(query.cursor), query.limit
    )
    deliveries = [wire.Delivery.model_validate(item) for item in items]
    return Reply(200, wire.Deliveries(items=deliveries, next_cursor=str(following) if following else None))


@routes.add(
    "POST",
    f"{_HOOK}/test",
    "testWebhook",
    "Send a delivery of type `test`; its outcome is among the deliveries",
    auth=Auth.DESK,
    roles=_ADMIN,
    answers={202: wire.Delivery},
)
async def test_webhook(call: Call) -> Reply:
    delivery = await call.hub.office.webhooks.send_test(call.viewer, call.params["webhook_id"])
    return Reply(202, wire.Delivery.model_validate(delivery))


def _with_secret(hook: Webhook, secret: str | None) -> wire.WebhookWithSecret:
    shown = wire.Webhook.model_validate(hook).model_dump()
    return wire.WebhookWithSecret(**shown, secret=secret)
