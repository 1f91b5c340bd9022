"""What any insurer core must answer (docs/contracts.md section 4). Runs against the reference server, and against a real core
when INSURER_CONTRACT_URL, INSURER_CONTRACT_TOKEN and INSURER_CONTRACT_CUSTOMERS (comma separated) are set."""

import os
import re
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from insurer.api import Claim, Customer
from insurer.client import InsurerClient, InsurerNotFound, InsurerRejected
from insurer.knowledge import Knowledge
from tests.insurer.fixtures import insurer_database, knowledge, reference_core
from tests.insurer.running import RunningCore

__all__ = ["insurer_database", "knowledge", "reference_core"]

CORRELATION = "contract-test-0001"


class InsurerContract:
    """Subclasses give the fixture `core`."""

    @pytest.fixture
    async def client(self, core: RunningCore) -> AsyncIterator[InsurerClient]:
        async with InsurerClient(core.url, core.token, timeout=5) as client:
            yield client

    @pytest.fixture
    async def raw(self, core: RunningCore) -> AsyncIterator[httpx.AsyncClient]:
        headers = {"Authorization": f"Bearer {core.token}"}
        async with httpx.AsyncClient(base_url=core.url, headers=headers, trust_env=False) as client:
            yield client

    @pytest.fixture
    async def claims(self, core: RunningCore, client: InsurerClient) -> list[Claim]:
        found = [claim for ref in core.customers for claim in await client.claims(ref)]
        assert found, "the contract needs customers with claims"
        return found

    async def test_customer_is_masked_and_complete(self, core: RunningCore, client: InsurerClient) -> None:
        for ref in core.customers:
            customer = await client.customer(ref)
            assert customer.ref == ref
            assert "*" in customer.name_masked
            assert customer.name_masked != customer.name
            assert re.search(r"\*{3,}", customer.phone_masked)
            assert re.search(r"\*{6,}", customer.id_masked)

    async def test_policies_name_known_claim_types(
        self, core: RunningCore, client: InsurerClient, knowledge: Knowledge
    ) -> None:
        for ref in core.customers:
            for policy in await client.policies(ref):
                assert {policy.insurance_type, *policy.claim_types} <= set(knowledge.claim_types)
                assert policy.effective_date < policy.expiry_date

    async def test_claims_come_newest_first(self, core: RunningCore, client: InsurerClient) -> None:
        for ref in core.customers:
            reported = [claim.reported_at for claim in await client.claims(ref)]
            assert reported == sorted(reported, reverse=True)

    async def test_history_is_in_order_and_ends_where_the_claim_is(
        self, claims: list[Claim], knowledge: Knowledge
    ) -> None:
        for claim in claims:
            entered = [event.entered_at for event in claim.events]
            assert entered == sorted(entered)
            assert claim.events[-1].state_code == claim.state_code
            assert {event.state_code for event in claim.events} <= set(knowledge.claim_states)
            assert {m.doc_code for m in claim.missing_documents} <= set(knowledge.documents)

    async def test_every_decision_names_a_human_and_a_refusal_its_clause(self, claims: list[Claim]) -> None:
        for claim in claims:
            for event in claim.events:
                assert event.human_reviewer or not event.state_code.startswith("DECISION_")
            if claim.decision is not None:
                assert claim.decision.human_reviewer
                assert claim.decision.outcome != "rejected" or (
                    claim.decision.reason and claim.decision.clause_ref
                )

    async def test_one_claim_is_the_same_as_in_the_list(
        self, core: RunningCore, client: InsurerClient
    ) -> None:
        for ref in core.customers:
            for claim in await client.claims(ref):
                assert await client.claim(claim.claim_no, ref) == claim

    async def test_somebody_elses_claim_is_not_found(self, core: RunningCore, client: InsurerClient) -> None:
        owner, claim = await self._some_claim(core, client)
        other = next(ref for ref in core.customers if ref != owner)
        with pytest.raises(InsurerNotFound):
            await client.claim(claim.claim_no, other)

    async def test_unknown_customer_is_not_found(self, client: InsurerClient, raw: httpx.AsyncClient) -> None:
        with pytest.raises(InsurerNotFound):
            await client.claims("no-such-customer")
        for path in ("", "/policies", "/claims"):
            answer = await raw.get(f"/v1/customers/no-such-customer{path}")
            assert_problem(answer, 404, "not_found")

    @pytest.mark.parametrize("ref", ["a b", "%00", "x" * 65, "..%2f..%2fetc", "李秀兰", "1;drop table"])
    async def test_malformed_reference_is_refused(self, raw: httpx.AsyncClient, ref: str) -> None:
        answer = await raw.get(f"/v1/customers/{ref}")
        assert answer.status_code in (400, 404)
        assert answer.json()["code"] in ("invalid", "not_found")

    async def test_claim_without_owner_is_refused(self, core: RunningCore, raw: httpx.AsyncClient) -> None:
        assert_problem(await raw.get("/v1/claims/LP0000000000"), 400, "invalid")

    @pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer", "Basic dGVzdA==", "Bearer 错"])
    async def test_bad_token_is_refused(self, core: RunningCore, header: str | None) -> None:
        headers = {"Authorization": header.encode()} if header else {}
        async with httpx.AsyncClient(base_url=core.url, trust_env=False) as stranger:
            answer = await stranger.get(f"/v1/customers/{core.customers[0]}", headers=headers)
        assert_problem(answer, 401, "forbidden")

    async def test_client_reports_a_bad_token_as_rejected(self, core: RunningCore) -> None:
        async with InsurerClient(core.url, "wrong") as client:
            with pytest.raises(InsurerRejected):
                await client.customer(core.customers[0])

    async def test_correlation_id_comes_back(self, core: RunningCore, raw: httpx.AsyncClient) -> None:
        path = f"/v1/customers/{core.customers[0]}"
        answer = await raw.get(path, headers={"X-Correlation-Id": CORRELATION})
        assert answer.headers["X-Correlation-Id"] == CORRELATION
        forged = await raw.get(path, headers={"X-Correlation-Id": "x; rm -rf"})
        assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", forged.headers["X-Correlation-Id"])

    async def test_wire_form_of_times_and_amounts(self, core: RunningCore, raw: httpx.AsyncClient) -> None:
        for ref in core.customers:
            for policy in (await raw.get(f"/v1/customers/{ref}/policies")).json()["items"]:
                assert re.fullmatch(r"\d+\.\d\d", policy["sum_insured"])
            for claim in (await raw.get(f"/v1/customers/{ref}/claims")).json()["items"]:
                moments = [claim["reported_at"], *(event["entered_at"] for event in claim["events"])]
                assert all(datetime.fromisoformat(moment).tzinfo is not None for moment in moments)

    async def test_is_ready(self, client: InsurerClient) -> None:
        assert await client.is_ready()

    @staticmethod
    async def _some_claim(core: RunningCore, client: InsurerClient) -> tuple[str, Claim]:
        for ref in core.customers:
            for claim in await client.claims(ref):
                return ref, claim
        raise AssertionError("the contract needs customers with claims")


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"], body["status"]) == (status, code, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["detail"]
    assert body["correlation_id"]


class TestReferenceInsurer(InsurerContract):
    @pytest.fixture
    def core(self, reference_core: RunningCore) -> RunningCore:
        return reference_core

    async def test_openapi_names_every_path(self, raw: httpx.AsyncClient) -> None:
        document = (await raw.get("/docs/openapi.json")).json()
        paths = {path: set(methods) for path, methods in document["paths"].items()}
        assert paths == {
            "/v1/customers/{ref}": {"get"},
            "/v1/customers/{ref}/policies": {"get"},
            "/v1/customers/{ref}/claims": {"get"},
            "/v1/customers/{ref}/verifications": {"post"},
            "/v1/customers/{ref}/duplicate-cover": {"get"},
            "/v1/claims": {"post"},
            "/v1/claims/{claim_no}": {"get"},
            "/v1/claims/{claim_no}/documents": {"post"},
            "/v1/pickups": {"get", "post"},
            "/v1/pickups/slots": {"get"},
            "/v1/pickups/{pickup_no}/change": {"post"},
            "/v1/pickups/{pickup_no}/cancel": {"post"},
            "/v1/policies/{policy_no}/cancellation": {"get", "post"},
            "/v1/requests": {"get", "post"},
            "/v1/demo/claims/{claim_no}/advance": {"post"},
        }
        assert set(document["components"]["schemas"]["Customer"]["properties"]) == set(Customer.model_fields)
        assert "openapi.json" in (await raw.get("/docs")).text


if "INSURER_CONTRACT_URL" in os.environ:

    class TestConfiguredInsurer(InsurerContract):
        @pytest.fixture
        def core(self) -> RunningCore:
            customers = tuple(os.environ["INSURER_CONTRACT_CUSTOMERS"].split(","))
            return RunningCore(
                os.environ["INSURER_CONTRACT_URL"], os.environ["INSURER_CONTRACT_TOKEN"], customers
            )
