"""Sentences in two languages."""

from kejia.plain.text import LANGUAGES, Text

GREETING = Text("{name}的{thing}", "the {thing} of {name}")


def test_each_language_gets_its_own_sentence() -> None:
    assert [GREETING.within(language) for language in LANGUAGES] == [
        "{name}的{thing}",
        "the {thing} of {name}",
    ]


def test_places_are_filled_in_both_and_a_text_in_a_place_is_taken_in_each() -> None:
    filled = GREETING.filled(name="林若川", thing=Text("席位", "seat"))
    assert filled == Text("林若川的席位", "the seat of 林若川")


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert GREETING.filled(name="{thing}", thing="{0}").zh == "{thing}的{0}"
