"""The lists themselves: each has a golden digest, and what the code relies on is in them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from foundation.store.reference_data import BadReferenceFile, Code, read_file, read_files, reference_files

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "reference"
FILES = {path.stem: path for path in reference_files()}


def the_set(name: str) -> Mapping[str, Code]:
    return {code.code: code for code in read_file(FILES[name])}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_list_changes_only_with_a_reason(name: str) -> None:
    digest = hashlib.sha256(FILES[name].read_bytes()).hexdigest()
    record = GOLDEN / f"{name}.txt"
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    known = lines[-1].split(maxsplit=2) if lines else ["", "", ""]
    assert known[0] == digest, (
        f"{name}.csv has changed. If that is meant, add a line to tests/golden/reference/{name}.txt: "
        f"{digest}  2026-11-10  why it changed, and the source"
    )
    assert dt.date.fromisoformat(known[1])
    assert known[2], "the last line says why"


def test_no_digest_is_left_of_a_list_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} <= set(FILES)


def test_every_list_can_be_read_and_names_no_set_twice() -> None:
    found = read_files(FILES.values())
    assert {code.set for code in found} == set(FILES)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("fap_issue", "fap_category"),
        ("exclusion_reason", "behaviour_signal"),
        ("gias_type", "setting_kind"),
        ("attendance_code", "attendance_group"),
    ],
)
def test_a_mapping_leads_to_codes_that_exist(name: str, other: str) -> None:
    targets = the_set(other)
    used = {target for code in the_set(name).values() for target in code.maps_to.split()}
    assert used
    assert used <= set(targets)


def test_the_admissions_code_has_thirteen_categories_and_the_form_thirteen_issues() -> None:
    assert "".join(the_set("fap_category")) == "abcdefghijklm"
    assert len(the_set("fap_issue")) == 13


def test_a_managed_move_is_no_category_of_the_code() -> None:
    assert the_set("fap_issue")["at_risk_of_exclusion"].maps_to == ""


def test_there_are_twenty_nine_exclusion_reasons_today_and_sixteen_of_2020() -> None:
    reasons = the_set("exclusion_reason").values()
    assert sum(code.valid_on(dt.date(2026, 11, 23)) for code in reasons) == 29
    assert sum(code.valid_on(dt.date(2021, 1, 10)) for code in reasons) == 16
    assert not the_set("exclusion_reason")["OT"].valid_on(dt.date(2020, 9, 1))


def test_sexual_reasons_are_marked() -> None:
    marked = {code.code for code in the_set("exclusion_reason").values() if "sexual" in code.maps_to}
    assert {"SB", "SM", "MB"} <= marked


def test_old_codes_of_ethnicity_lead_to_a_main_category() -> None:
    ethnicity = the_set("ethnicity")
    main = [code for code in ethnicity.values() if code.parent is None]
    assert len(main) == 20
    assert "CHNE" in ethnicity
    assert "CNHE" not in ethnicity
    assert {ethnicity[old].parent for old in ("?", "NONE", "UNCL")} == {"NOBT"}
    assert ethnicity["BSOM"].parent == "BAFR"


def test_one_code_may_mean_two_things_in_two_sets() -> None:
    assert the_set("sen_need")["DS"].label == "Down syndrome"
    assert "disability" in the_set("exclusion_reason")["DS"].label


def test_attendance_codes_follow_the_rules_of_august_2024() -> None:
    attendance = the_set("attendance_code")
    assert attendance["D"].maps_to == "not_possible"
    assert "unavoidable" in attendance["Y7"].label
    assert not attendance["H"].valid_on(dt.date(2024, 8, 19))
    assert sum(code.valid_on(dt.date(2026, 1, 1)) for code in attendance.values()) == 34


def test_pupil_referral_units_and_alternative_provision_are_told_by_type() -> None:
    types = the_set("gias_type")
    assert types["14"].maps_to == "pru"
    assert {code for code, found in types.items() if found.maps_to == "alternative"} == {"38", "42", "43"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code\nA\n", "needs code and label"),
        ("code,label,colour\nA,B,red\n", "needs code and label"),
        ("code,label\n", "empty"),
        ("code,label\nA,One\nA,Two\n", "twice"),
        ("code,label\nA,\n", "line 2"),
        ("code,label\nA\n", "line 2"),
        ("code,label\nA,One,two\n", "line 2"),
        ("code,label,parent\nA,One,Z\n", "parents that are not in the set"),
        ("code,label,parent\nA,One,A\n", "parents that are not in the set"),
        ("code,label,valid_from\nA,One,1 May\n", "line 2: dates"),
        ("code,label,valid_from,valid_until\nA,One,2026-01-02,2026-01-01\n", "end before they begin"),
    ],
)
def test_a_file_with_a_mistake_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "mistake.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadReferenceFile, match=reason):
        read_file(path)


def test_two_files_of_one_set_are_refused(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.csv").write_text("code,label\nA,One\n", encoding="utf-8")
    with pytest.raises(BadReferenceFile, match="two files"):
        read_files(sorted(tmp_path.glob("*/same.csv")))
