"""The components as templates: a word beside every colour, and no inline style that the policy would block."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from kejia.norms.kinds import Outcome
from kejia.wings.gallery import ExampleForm
from kejia.wings.marks import SHAPES, State, word_of


def drawn(source: str, **context: object) -> str:
    """A template with the components at hand, as one line of HTML."""
    return " ".join(Template("{% load look %}" + source).render(Context(context)).split())


@pytest.mark.parametrize("verdict", [*Outcome, *State])
def test_every_verdict_has_a_shape_and_a_word(verdict: Outcome | State) -> None:
    html = drawn("{% mark verdict %}", verdict=verdict)
    assert word_of(verdict).zh in html
    assert f'data-verdict="{verdict.value}"' in html
    assert "<svg" in html


def test_verdicts_are_told_apart_by_shape_alone() -> None:
    shapes = [SHAPES[outcome] for outcome in (*Outcome, State.NOT_BUILT, State.CHECKABLE)]
    assert len(set(shapes)) == len(shapes)


def test_a_mark_without_its_word_still_says_it_to_a_screen_reader() -> None:
    assert '<span class="k-hidden">符合</span>' in drawn("{% mark 'met' word=False %}")


def test_an_unknown_verdict_is_an_error_not_a_grey_mark() -> None:
    with pytest.raises(KeyError):
        drawn("{% mark 'perhaps' %}")


def test_words_follow_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert "not met" in drawn("{% mark 'not_met' %}")
        assert drawn("{{ '4.1'|cited }}") == "Article 4, clause 1"
    assert drawn("{{ '4.1'|cited }} {{ '0.1'|cited }} {{ '7'|cited }}") == "第4条第1款 总体目标 第7条"


def test_a_panel_shows_quote_figures_mend_reading_and_basis() -> None:
    finding = {
        "clause": "4.1",
        "modality": "must",
        "verdict": "not_met",
        "numerator": 128,
        "denominator": 200,
        "low": "16/25",
        "high": "16/25",
        "threshold": "13/20",
        "quote": "代表比例不低于65%",
        "reading": "读法一",
        "say": "差 2 人",
    }
    html = drawn(
        "{% verdict_panel finding title='代表' basis='按文件中的标注' on='2017-06-30' %}", finding=finding
    )
    for part in ("未达到", "第4条第1款", "应当", "代表比例不低于65%", "128 / 200", "64%", "差 2 人"):
        assert part in html
    assert "口径：按文件中的标注" in html
    assert "读法：读法一" in html
    assert "截至 2017-06-30" in html


def test_a_norm_not_in_force_is_drawn_without_a_bar() -> None:
    finding = {
        "clause": "4.1",
        "modality": "must",
        "verdict": "not_in_force",
        "quote": "引文",
        "say": "尚未施行",
    }
    html = drawn("{% verdict_panel finding %}", finding=finding)
    assert "k-share" not in html
    assert "引文" in html


def test_what_a_roster_says_is_never_html() -> None:
    html = drawn("{% person name unit %}", name="<b>王</b>", unit='"><script>1</script>')
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_field_in_error_names_help_and_error_to_the_screen_reader() -> None:
    html = drawn("{% field form.roster %}", form=ExampleForm({}))
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert described
    for name in described[1].split():
        assert f'id="{name}"' in html
    assert 'aria-invalid="true"' in html
    assert "请选一个文件" in html


def test_radio_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = drawn("{% field form.blank %}", form=ExampleForm())
    assert html.startswith('<fieldset class="k-field"> <legend>空白的格子')


@pytest.mark.parametrize(
    "source",
    [
        "{% share_bar '代表' '59/85' '66/85' '3/4' 59 85 %}",
        "{% mark 'cannot_tell' pill=True %}",
        "{% progress 3 10 '读取' %}",
        "{% empty '这里将列出名册' '核对' href='/' %}",
        "{% refusal '没有接受' '因为' '请问' %}",
        "{% date_pair '2017-06-30' '2026-01-01' %}",
        "{% crumbs '首页' '/' '这里' %}",
    ],
)
def test_no_component_styles_or_scripts_inline(source: str) -> None:
    html = drawn(source)
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)
