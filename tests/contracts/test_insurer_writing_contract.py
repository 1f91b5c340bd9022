"""What any insurer core must do when written to (docs/contracts.md section 4, "Writing"). Runs against the reference server,
and against a real core that may be written to when INSURER_CONTRACT_WRITES is 1 beside the settings of
test_insurer_contract.py; its customers then need the properties of the demo customers C001, C002, C004 and C005."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from insurer.api import Claim
from insurer.client import InsurerClient, InsurerNotFound, InsurerRefused, InsurerRejected
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI
from tests.insurer.fixtures import insurer_database, knowledge, writable_core, writable_insurer
from tests.insurer.running import RunningCore

__all__ = ["insurer_database", "knowledge", "writable_core", "writable_insurer"]

WAITING, REFUSED, LONG_COVER, NEW = "C001", "C002", "C004", "C005"


def a_key() -> str:
    return f"conversation:message:{uuid.uuid4()}"


def today() -> date:
    return datetime.now(SHANGHAI).date()


def a_report(**more: Any) -> dict[str, Any]:
    fields = {
        "customer_ref": NEW,
        "policy_no": "P8800050001",
        "claim_type": "INPATIENT_MED",
        "incident_date": today() - timedelta(days=1),
        "incident": "急性肠胃炎住院两天",
        "amount_estimate": Decimal("3000.50"),
    }
    return {**fields, **more}


def a_document(code: str, ref: str, **more: Any) -> dict[str, Any]:
    fields = {
        "customer_ref": ref,
        "doc_code": code,
        "name": "照片.jpg",
        "media_type": "image/jpeg",
        "size": 1234,
        "sha256": "a" * 64,
        "media_id": "m-1",
    }
    return {**fields, **more}


class WritingContract:
    """Subclasses give the fixture `core`, which may be written to."""

    @pytest.fixture
    async def client(self, core: RunningCore) -> AsyncIterator[InsurerClient]:
        async with InsurerClient(core.url, core.token, timeout=10) as client:
            yield client

    @pytest.fixture
    async def raw(self, core: RunningCore) -> AsyncIterator[httpx.AsyncClient]:
        headers = {"Authorization": f"Bearer {core.token}"}
        async with httpx.AsyncClient(
            base_url=core.url, headers=headers, trust_env=False, timeout=10
        ) as client:
            yield client

    # --- the same call twice ---

    async def test_the_same_key_does_it_once(self, client: InsurerClient) -> None:
        key = a_key()
        first = await client.report_claim(**a_report(), key=key)
        again = await client.report_claim(**a_report(), key=key)
        assert again == first
        assert [c.claim_no for c in await client.claims(NEW)] == [first.claim_no]

    async def test_equal_calls_at_once_do_it_once(self, raw: httpx.AsyncClient) -> None:
        body = {
            **a_report(),
            "incident_date": str(today()),
            "amount_estimate": "10.00",
            "reporter_relation": "self",
        }
        headers = {"Idempotency-Key": a_key()}
        answers = await asyncio.gather(
            *(raw.post("/v1/claims", json=body, headers=headers) for _ in range(8))
        )
        assert sorted(a.status_code for a in answers) == [200] * 7 + [201]
        assert len({a.json()["claim_no"] for a in answers}) == 1
        assert len((await raw.get(f"/v1/customers/{NEW}/claims")).json()["items"]) == 1

    async def test_a_key_belongs_to_one_request(self, client: InsurerClient) -> None:
        key = a_key()
        await client.report_claim(**a_report(), key=key)
        with pytest.raises(InsurerRefused) as other_body:
            await client.report_claim(**a_report(incident="另一件事"), key=key)
        assert other_body.value.code == "conflict"
        with pytest.raises(InsurerRefused) as other_path:
            await client.make_request(customer_ref=NEW, kind="suggestion", text="字再大些", key=key)
        assert other_path.value.code == "conflict"

    async def test_what_was_refused_may_be_asked_again_with_its_key(self, client: InsurerClient) -> None:
        key = a_key()
        with pytest.raises(InsurerRejected):
            await client.report_claim(**a_report(incident_date=today() + timedelta(days=1)), key=key)
        assert (await client.report_claim(**a_report(), key=key)).state_code == "REPORTED"

    @pytest.mark.parametrize("key", [None, "", "x" * 121, "a b", "钥匙"])
    async def test_no_write_without_a_key(self, raw: httpx.AsyncClient, key: str | None) -> None:
        headers = {} if key is None else {"Idempotency-Key": key.encode()}
        answer = await raw.post(
            "/v1/requests",
            json={"customer_ref": NEW, "kind": "suggestion", "text": "字再大些"},
            headers=headers,
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")

    # --- malformed ---

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"x"'])
    async def test_what_is_no_json_object_is_malformed(self, raw: httpx.AsyncClient, body: bytes) -> None:
        answer = await raw.post("/v1/claims", content=body, headers={"Idempotency-Key": a_key()})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid")

    async def test_wrong_fields_are_named_each_with_a_sentence(self, raw: httpx.AsyncClient) -> None:
        body = {
            "customer_ref": NEW,
            "policy_no": "P1",
            "claim_type": "X",
            "incident_date": "昨天",
            "incident": "字" * 501,
            "amount_estimate": "-3",
            "reporter_relation": "neighbour",
            "hospital": "x" * 61,
        }
        answer = await raw.post("/v1/claims", json=body, headers={"Idempotency-Key": a_key()})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
        wrong = {error["field"]: error["message"] for error in answer.json()["errors"]}
        assert set(wrong) == {
            "incident_date",
            "incident",
            "amount_estimate",
            "reporter_relation",
            "hospital",
        }
        assert wrong["incident"] == "最多 500 个字。"
        assert all(message.endswith("。") and "neighbour" not in message for message in wrong.values())

    async def test_a_huge_body_is_refused(self, raw: httpx.AsyncClient) -> None:
        body = {"customer_ref": NEW, "kind": "suggestion", "text": "字" * 100_000}
        answer = await raw.post("/v1/requests", json=body, headers={"Idempotency-Key": a_key()})
        assert answer.status_code == 413

    async def test_control_characters_do_no_harm(self, client: InsurerClient) -> None:
        text = "字\x00再\x07大些\x1b[2J"
        made = await client.make_request(customer_ref=NEW, kind="suggestion", text=text, key=a_key())
        assert made.status == "received"

    # --- claims ---

    async def test_a_report_begins_with_its_checklist(
        self, client: InsurerClient, knowledge: Knowledge
    ) -> None:
        claim = await client.report_claim(**a_report(hospital="市一院"), key=a_key())
        assert (claim.state_code, len(claim.events), claim.supplement_round) == ("REPORTED", 1, 0)
        assert claim.events[0].due_at is not None
        assert claim.amount_claimed == Decimal("3000.50")
        required = knowledge.claim_types["INPATIENT_MED"].required
        assert [m.doc_code for m in claim.missing_documents] == [group[0] for group in required]
        assert await client.claim(claim.claim_no, NEW) == claim

    async def test_the_last_document_takes_the_claim_on(self, client: InsurerClient) -> None:
        claim = await client.report_claim(**a_report(), key=a_key())
        needed = [m.doc_code for m in claim.missing_documents]
        for code in needed[:-1]:
            claim = await client.add_document(claim.claim_no, **a_document(code, NEW), key=a_key())
            assert claim.state_code == "DOCS_PREPARING"
        assert claim.first_claim_at is None
        claim = await client.add_document(claim.claim_no, **a_document(needed[-1], NEW), key=a_key())
        assert (claim.state_code, claim.missing_documents) == ("DOCS_PRECHECK", ())
        assert [e.state_code for e in claim.events] == [
            "REPORTED",
            "GUIDE_SENT",
            "DOCS_PREPARING",
            "DOCS_UPLOADED",
            "DOCS_PRECHECK",
        ]
        assert claim.first_claim_at is not None

    async def test_supplements_take_the_claim_on(self, client: InsurerClient) -> None:
        for code, state in (("D08", "SUPPLEMENT_REQUESTED"), ("D13", "SUPPLEMENT_SUBMITTED")):
            claim = await client.add_document("LP8800010001", **a_document(code, WAITING), key=a_key())
            assert claim.state_code == state

    async def test_two_last_documents_at_once_take_one_step(self, client: InsurerClient) -> None:
        number = "LP8800010001"
        await asyncio.gather(
            *(
                client.add_document(number, **a_document(code, WAITING), key=a_key())
                for code in ("D08", "D13")
            )
        )
        claim = await client.claim(number, WAITING)
        assert [e.state_code for e in claim.events].count("SUPPLEMENT_SUBMITTED") == 1
        assert claim.state_code == "SUPPLEMENT_SUBMITTED"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"incident_date": date(2999, 1, 1)}, "incident_date"),
            ({"incident_date": date(2001, 1, 1)}, "incident_date"),
            ({"claim_type": "CI_SEVERE"}, "claim_type"),
            ({"claim_type": "NO_SUCH"}, "claim_type"),
            ({"incident": "  "}, "incident"),
            ({"amount_estimate": Decimal("0")}, "amount_estimate"),
            ({"amount_estimate": Decimal("1.234")}, "amount_estimate"),
        ],
    )
    async def test_a_report_that_does_not_fit(
        self, client: InsurerClient, wrong: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(InsurerRejected) as refused:
            await client.report_claim(**a_report(**wrong), key=a_key())
        assert [error.field for error in refused.value.errors] == [field]

    async def test_the_same_event_is_not_reported_twice(self, client: InsurerClient) -> None:
        first = await client.report_claim(**a_report(), key=a_key())
        with pytest.raises(InsurerRefused) as refused:
            await client.report_claim(**a_report(), key=a_key())
        assert refused.value.code == "not_allowed"
        assert first.claim_no in refused.value.sentence
        assert first.claim_no not in str(refused.value)

    async def test_other_peoples_things_are_not_there(self, client: InsurerClient) -> None:
        stranger = "C003"
        with pytest.raises(InsurerNotFound):
            await client.report_claim(**a_report(customer_ref=stranger), key=a_key())
        with pytest.raises(InsurerNotFound):
            await client.add_document("LP8800010001", **a_document("D08", stranger), key=a_key())
        with pytest.raises(InsurerNotFound):
            await client.cancellation_quote("P8800050001", stranger)
        with pytest.raises(InsurerNotFound):
            await client.cancel_policy(
                "P8800050001",
                customer_ref=stranger,
                kind="platform_days",
                refund=Decimal("316"),
                key=a_key(),
            )
        with pytest.raises(InsurerNotFound):
            await client.cancel_pickup("QJ8800010001", customer_ref=stranger, key=a_key())
        with pytest.raises(InsurerNotFound):
            await client.make_request(
                customer_ref=stranger, kind="appeal", text="不服", claim_no="LP8800020001", key=a_key()
            )
        with pytest.raises(InsurerNotFound):
            await client.make_request(customer_ref="nobody", kind="suggestion", text="x", key=a_key())
        assert [c.state_code for c in await client.claims(WAITING)] == ["SUPPLEMENT_REQUESTED"]
        assert (await client.pickups(WAITING))[0].status == "booked"

    async def test_a_finished_claim_takes_no_documents(self, client: InsurerClient) -> None:
        with pytest.raises(InsurerRefused, match="not_allowed") as refused:
            await client.add_document("LP8800030002", **a_document("D08", "C003"), key=a_key())
        assert "申诉" in refused.value.sentence

    # --- appeals and other requests ---

    async def test_an_appeal_takes_its_claim_into_review(self, client: InsurerClient) -> None:
        made = await client.make_request(
            customer_ref=REFUSED, kind="appeal", text="条款没讲清", claim_no="LP8800020001", key=a_key()
        )
        assert (made.kind, made.status, made.claim_no) == ("appeal", "received", "LP8800020001")
        claim = await client.claim("LP8800020001", REFUSED)
        assert [e.state_code for e in claim.events][-2:] == ["APPEAL_SUBMITTED", "APPEAL_REVIEWING"]
        assert made in await client.requests(REFUSED)
        with pytest.raises(InsurerRefused, match="not_allowed"):
            await client.make_request(
                customer_ref=REFUSED, kind="appeal", text="再来", claim_no="LP8800020001", key=a_key()
            )

    async def test_nothing_to_appeal_before_a_decision(self, client: InsurerClient) -> None:
        with pytest.raises(InsurerRefused) as refused:
            await client.make_request(
                customer_ref=LONG_COVER, kind="appeal", text="太慢", claim_no="LP8800040001", key=a_key()
            )
        assert "投诉" in refused.value.sentence
        with pytest.raises(InsurerRejected) as incomplete:
            await client.make_request(customer_ref=REFUSED, kind="appeal", text="不服", key=a_key())
        assert [e.field for e in incomplete.value.errors] == ["claim_no"]

    async def test_a_complaint_has_its_clocks(self, client: InsurerClient, knowledge: Knowledge) -> None:
        made = await client.make_request(customer_ref=NEW, kind="complaint", text="没人理我", key=a_key())
        assert [clock.code for clock in made.clocks] == ["complaint_contact", "handle_15_30_60"]
        assert made.next_step
        for clock in made.clocks:
            assert clock.source == knowledge.clocks[clock.code].basis
            assert clock.due_at > datetime.now(UTC)

    async def test_requests_come_newest_first_and_keep_to_their_customer(self, client: InsurerClient) -> None:
        kinds = ("contact_change", "privacy", "unsubscribe", "planning", "beneficiary_change")
        for kind in kinds:
            await client.make_request(
                customer_ref=NEW, kind=kind, text="请办", details={"a": "b"}, key=a_key()
            )  # type: ignore[arg-type]
        mine = await client.requests(NEW)
        assert [request.kind for request in mine] == list(reversed(kinds))
        assert len({request.request_no for request in mine}) == len(kinds)
        theirs = {request.request_no for request in await client.requests(WAITING)}
        assert not theirs & {request.request_no for request in mine}

    # --- pickups ---

    async def test_a_pickup_booked_changed_cancelled(self, client: InsurerClient) -> None:
        slots = await client.pickup_slots("在北京海淀")
        assert slots.served
        first, last = slots.items[0], slots.items[-1]
        booked = await client.book_pickup(
            customer_ref=NEW,
            region="北京市",
            address="北京市海淀区某某路5号3单元201",
            contact_name="赵小雨",
            phone="135 0000 0505",
            day=first.date,
            slot=first.slot,
            key=a_key(),
        )
        assert (booked.status, booked.date, booked.slot) == ("booked", first.date, first.slot)
        assert "201" not in booked.address_masked
        assert (booked.contact_masked, booked.phone_masked) == ("赵*雨", "135****0505")
        left = next(
            s
            for s in (await client.pickup_slots("北京")).items
            if (s.date, s.slot) == (first.date, first.slot)
        )
        assert left.free == first.free - 1
        moved = await client.change_pickup(
            booked.pickup_no, customer_ref=NEW, day=last.date, slot=last.slot, key=a_key()
        )
        assert (moved.date, moved.slot) == (last.date, last.slot)
        gone = await client.cancel_pickup(booked.pickup_no, customer_ref=NEW, key=a_key())
        assert gone.status == "cancelled"
        assert len(gone.events) == 3
        assert await client.pickups(NEW) == (gone,)
        with pytest.raises(InsurerRefused):
            await client.change_pickup(
                booked.pickup_no, customer_ref=NEW, day=last.date, slot=last.slot, key=a_key()
            )

    @pytest.mark.parametrize(
        ("wrong", "fields"),
        [
            ({"day": date(2001, 1, 1)}, {"date"}),
            ({"day": date(2999, 1, 1)}, {"date"}),
            ({"slot": "08:00-23:00"}, {"slot"}),
            ({"slot": "morning"}, {"slot"}),
            ({"phone": "12345"}, {"phone"}),
            ({"address": "x"}, {"address"}),
            ({"contact_name": " "}, {"contact_name"}),
        ],
    )
    async def test_a_pickup_that_does_not_fit(
        self, client: InsurerClient, wrong: dict[str, Any], fields: set[str]
    ) -> None:
        free = (await client.pickup_slots("北京")).items[0]
        booking: dict[str, Any] = {
            "customer_ref": NEW,
            "region": "北京",
            "address": "北京市海淀区某某路5号",
            "contact_name": "赵小雨",
            "phone": "13500000505",
            "day": free.date,
            "slot": free.slot,
        }
        with pytest.raises(InsurerRejected) as refused:
            await client.book_pickup(**{**booking, **wrong}, key=a_key())
        assert {error.field for error in refused.value.errors} == fields

    async def test_places_no_courier_goes_to(self, client: InsurerClient) -> None:
        assert not (await client.pickup_slots("南沙群岛")).served
        with pytest.raises(InsurerRefused) as refused:
            await client.book_pickup(
                customer_ref=NEW,
                region="南沙群岛",
                address="南沙群岛某某路5号",
                contact_name="赵小雨",
                phone="13500000505",
                day=today() + timedelta(days=3),
                slot="09:00-11:00",
                key=a_key(),
            )
        assert "自己寄" in refused.value.sentence

    async def test_the_last_place_in_a_slot_goes_to_one(self, client: InsurerClient) -> None:
        slot = (await client.pickup_slots("大连")).items[-1]

        bookings = (
            client.book_pickup(
                customer_ref=NEW,
                region="大连",
                address="大连市中山区某某路5号",
                contact_name="赵小雨",
                phone="13500000505",
                day=slot.date,
                slot=slot.slot,
                key=a_key(),
            )
            for _ in range(slot.free + 3)
        )
        outcomes = await asyncio.gather(*bookings, return_exceptions=True)
        full = [o for o in outcomes if isinstance(o, InsurerRejected)]
        assert [[error.field for error in o.errors] for o in full] == [["slot"]] * 3
        assert len(await client.pickups(NEW)) == slot.free

    async def test_a_claim_waits_for_its_pickup(self, client: InsurerClient) -> None:
        claim = await self._prechecked(client)
        slot = (await client.pickup_slots("北京")).items[0]
        pickup = await client.book_pickup(
            customer_ref=NEW,
            claim_no=claim.claim_no,
            region="北京",
            address="北京市海淀区某某路5号",
            contact_name="赵小雨",
            phone="13500000505",
            day=slot.date,
            slot=slot.slot,
            key=a_key(),
        )
        assert (await client.claim(claim.claim_no, NEW)).state_code == "PICKUP_BOOKED"
        await client.cancel_pickup(pickup.pickup_no, customer_ref=NEW, key=a_key())
        assert (await client.claim(claim.claim_no, NEW)).state_code == "DOCS_PRECHECK"

    async def _prechecked(self, client: InsurerClient) -> Claim:
        claim = await client.report_claim(**a_report(), key=a_key())
        for missing in claim.missing_documents:
            claim = await client.add_document(
                claim.claim_no, **a_document(missing.doc_code, NEW), key=a_key()
            )
        return claim

    # --- cancelling ---

    async def test_within_the_platforms_days_all_comes_back(self, client: InsurerClient) -> None:
        quote = await client.cancellation_quote("P8800050001", NEW)
        assert (quote.kind, quote.refund) == ("platform_days", Decimal("316.00"))
        assert quote.until is not None
        assert quote.refund is not None
        assert quote.consequences
        done = await client.cancel_policy(
            "P8800050001", customer_ref=NEW, kind=quote.kind, refund=quote.refund, key=a_key()
        )
        assert (done.policy.status, done.refund) == ("cancelled", quote.refund)
        assert done.arrives_by > today()
        assert [p.status for p in await client.policies(NEW)] == ["cancelled"]
        assert (await client.cancellation_quote("P8800050001", NEW)).kind == "not_possible"
        with pytest.raises(InsurerRefused):
            await client.cancel_policy(
                "P8800050001", customer_ref=NEW, kind=quote.kind, refund=quote.refund, key=a_key()
            )

    async def test_a_quote_that_no_longer_holds(self, client: InsurerClient) -> None:
        for kind, refund in (("platform_days", "315.99"), ("surrender", "316.00")):
            with pytest.raises(InsurerRefused) as refused:
                await client.cancel_policy(
                    "P8800050001",
                    customer_ref=NEW,
                    kind=kind,
                    refund=Decimal(refund),
                    key=a_key(),  # type: ignore[arg-type]
                )
            assert "316.00" in refused.value.sentence
        assert [p.status for p in await client.policies(NEW)] == ["active"]

    async def test_cancelled_twice_at_once_is_cancelled_once(self, client: InsurerClient) -> None:
        quote = await client.cancellation_quote("P8800050001", NEW)
        assert quote.refund is not None
        outcomes = await asyncio.gather(
            *(
                client.cancel_policy(
                    "P8800050001", customer_ref=NEW, kind=quote.kind, refund=quote.refund, key=a_key()
                )
                for _ in range(4)
            ),
            return_exceptions=True,
        )
        assert sorted(type(o).__name__ for o in outcomes) == ["Cancelled"] + ["InsurerRefused"] * 3

    async def test_what_was_claimed_under_is_for_people_to_cancel(self, client: InsurerClient) -> None:
        await client.report_claim(**a_report(), key=a_key())
        quote = await client.cancellation_quote("P8800050001", NEW)
        assert (quote.kind, quote.refund) == ("not_possible", None)
        assert "管家" in quote.reason

    # --- who somebody is; cover bought twice ---

    async def test_five_wrong_tries_lock_for_an_hour(self, client: InsurerClient) -> None:
        left = [(await client.verify(NEW, "0000", key=a_key())).attempts_left for _ in range(4)]
        assert left == [4, 3, 2, 1]
        locked = await client.verify(NEW, "0000", key=a_key())
        assert (locked.verified, locked.attempts_left) == (False, 0)
        assert locked.locked_until is not None
        wait = locked.locked_until - datetime.now(UTC)
        assert timedelta(minutes=55) < wait <= timedelta(hours=1)
        right = await client.verify(NEW, "6405", key=a_key())
        assert (right.verified, right.locked_until) == (False, locked.locked_until)

    async def test_a_right_try_counts_anew(self, client: InsurerClient) -> None:
        assert not (await client.verify("C003", "1500", key=a_key())).verified
        right = await client.verify("C003", "150x", key=a_key())
        assert (right.verified, right.attempts_left, right.locked_until) == (True, 5, None)

    async def test_a_repeated_try_costs_one(self, client: InsurerClient) -> None:
        key = a_key()
        assert await client.verify(NEW, "0000", key=key) == await client.verify(NEW, "0000", key=key)
        assert (await client.verify(NEW, "0001", key=a_key())).attempts_left == 3

    async def test_tries_at_once_are_all_counted(self, client: InsurerClient) -> None:
        tries = await asyncio.gather(*(client.verify(NEW, f"000{n}", key=a_key()) for n in range(8)))
        assert sorted(t.attempts_left for t in tries) == [0, 0, 0, 0, 1, 2, 3, 4]
        assert not any(t.verified for t in tries)

    async def test_what_cannot_be_an_id_tail_costs_no_try(self, client: InsurerClient) -> None:
        for typed in ("12", "abcd", "12345", ""):
            with pytest.raises(InsurerRejected):
                await client.verify(NEW, typed, key=a_key())
        assert (await client.verify(NEW, "6405", key=a_key())).verified
        with pytest.raises(InsurerNotFound):
            await client.verify("nobody", "1234", key=a_key())

    async def test_two_policies_that_pay_the_same_bill(self, client: InsurerClient) -> None:
        (pair,) = await client.duplicate_cover(WAITING)
        assert {pair.policy_no, pair.other_policy_no} == {"P8800010001", "P8800010003"}
        assert "INPATIENT_MED" in pair.claim_types
        assert pair.why
        assert await client.duplicate_cover(NEW) == ()
        with pytest.raises(InsurerNotFound):
            await client.duplicate_cover("nobody")


class TestReferenceInsurer(WritingContract):
    @pytest.fixture
    def core(self, writable_core: RunningCore) -> RunningCore:
        return writable_core


if os.environ.get("INSURER_CONTRACT_WRITES") == "1":

    class TestConfiguredInsurer(WritingContract):
        @pytest.fixture
        def core(self) -> RunningCore:
            customers = tuple(os.environ["INSURER_CONTRACT_CUSTOMERS"].split(","))
            return RunningCore(
                os.environ["INSURER_CONTRACT_URL"], os.environ["INSURER_CONTRACT_TOKEN"], customers
            )
