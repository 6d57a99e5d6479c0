"""The authority's colour."""

from __future__ import annotations

import pytest

from portal.theme import contrast, rgb, shades, theme_css

ACCENTS = ["#4b2358", "#0b4f6c", "#003078", "#5a1e1e", "#14532d", "#222222"]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(rgb("#4b2358"), (255, 255, 255)) == pytest.approx(12.5, abs=0.1)


@pytest.mark.parametrize("accent", ACCENTS)
def test_every_step_of_the_heat_scale_bears_its_own_text(accent: str) -> None:
    found = shades(accent)
    for step in range(1, 6):
        ratio = contrast(rgb(found[f"--heat-{step}"]), rgb(found[f"--heat-{step}-ink"]))
        assert ratio >= 4.5, f"step {step} of {accent}: {ratio:.1f} to 1"


@pytest.mark.parametrize("accent", ACCENTS)
def test_the_heat_scale_darkens_from_step_to_step(accent: str) -> None:
    white = (255, 255, 255)
    ratios = [contrast(rgb(shades(accent)[f"--heat-{step}"]), white) for step in range(1, 6)]
    assert ratios == sorted(ratios)
    assert len(set(ratios)) == 5


@pytest.mark.parametrize("accent", ["#1d70b8", "#d4351c", "#ffdd00", "#ffffff"])
def test_an_accent_that_is_too_light_is_refused_with_the_reason(accent: str) -> None:
    with pytest.raises(ValueError, match="at least 7 to 1"):
        theme_css(accent)


@pytest.mark.parametrize("written", ["purple", "#4b2", "#4b2358;}body{display:none", "url(//x)", ""])
def test_only_six_hexadecimal_digits_reach_the_style_sheet(written: str) -> None:
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        theme_css(written)


def test_the_style_sheet_sets_custom_properties_only() -> None:
    sheet = theme_css("#4b2358").strip()
    assert sheet.startswith(":root{")
    assert sheet.endswith("}")
    assert all(part.startswith("--") for part in sheet[6:-1].split(";") if part)
