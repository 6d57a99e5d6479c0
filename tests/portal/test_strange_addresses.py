"""Addresses that are not quite right: led to the right one, or not found; never an error of ours."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role


@pytest.fixture
def mash(signed_in):
    return signed_in(Role.MASH_OFFICER)


@pytest.mark.parametrize("address", ["/plans/queue", "//plans/queue", "/plans//queue"])
def test_doubled_and_missing_slashes_lead_to_the_page(mash, address) -> None:
    assert mash.get(address, status=None).status in (200, 404)


def test_the_list_of_plans_is_found_with_and_without_its_slash(mash) -> None:
    assert mash.get("/plans").h1 == mash.get("/plans/").h1


@pytest.mark.parametrize("address", ["/nowhere", "/plans/nowhere/at/all", "/%00", "/plans/%2e%2e/admin"])
def test_what_does_not_exist_is_not_found(mash, address) -> None:
    assert mash.get(address, status=None).status in (400, 404)


def test_another_method_is_refused(mash) -> None:
    assert mash.post("/", status=None).status in (404, 405)
