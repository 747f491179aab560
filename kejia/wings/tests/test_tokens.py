"""The colours: every word can be read on every ground it may stand on, in both themes."""

import json
from itertools import product
from pathlib import Path

import pytest

WORDS = ("ink", "soft", "accent", "met", "not-met", "cannot-tell", "in-hand")
GROUNDS = ("ground", "paper", "panel", "tint", "well")
VERDICTS = ("met", "not-met", "cannot-tell")
OUTLINES = ("edge", "quiet", "in-hand")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=["light", "dark"])
def tokens(request: pytest.FixtureRequest, project: Path) -> dict[str, str]:
    """The colours of one theme."""
    themes: dict[str, dict[str, str]] = json.loads((project / "frontend/tokens.json").read_text("utf-8"))
    return themes[request.param]


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_both_themes_name_the_same_colours(project: Path) -> None:
    themes = json.loads((project / "frontend/tokens.json").read_text("utf-8"))
    assert list(themes["light"]) == list(themes["dark"])


def test_every_word_reads_on_every_ground(tokens: dict[str, str]) -> None:
    pairs = [*product(WORDS, GROUNDS), *((v, f"{v}-tint") for v in VERDICTS)]
    pairs += [(f"on-{v}", v) for v in (*VERDICTS, "accent")]
    poor = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


def test_every_outline_and_bar_is_seen(tokens: dict[str, str]) -> None:
    pairs = [*product(OUTLINES, ("ground", "paper", "panel")), *((f"{v}-bar", "well") for v in VERDICTS)]
    poor = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 3} == {}
