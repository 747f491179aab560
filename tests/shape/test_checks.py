"""The checks of our own tools find what they are there to find."""

from pathlib import Path

import polib
import pytest

from tools.check import names_address
from tools.check_translations import collect, faults, sentences_of_python, sentences_of_template

TEMPLATE = """
{% load i18n %}
<p title="{% translate '方案' %}">{{ word|default:_("未建") }}</p>
    {% blocktranslate count n=people %}{{ n }} 人{% plural %}{{ n }} 人（多）{% endblocktranslate %}
  {% translate "达到" context "verdict" %}
{# {% translate '注释里的不算' %} #}
"""


def catalogue(msgid: str, msgstr: str, *flags: str) -> polib.POFile:
    file = polib.POFile()
    file.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=list(flags)))
    return file


def test_every_way_to_mark_a_sentence_in_a_template_is_read() -> None:
    found = {key for _, key in sentences_of_template(TEMPLATE)}
    assert found == {(None, "方案"), (None, "未建"), (None, "%(n)s 人"), ("verdict", "达到")}


def test_every_way_to_mark_a_sentence_in_python_is_read() -> None:
    source = (
        'gettext("甲")\ngettext_lazy("乙")\nngettext("丙", "丙们", n)\npgettext_lazy("栏", "丁")\nprint("戊")'
    )
    assert {key for _, key in sentences_of_python(source)} == {
        (None, "甲"),
        (None, "乙"),
        (None, "丙"),
        ("栏", "丁"),
    }


def test_sentences_are_found_in_pages_and_not_in_their_tests(tmp_path: Path) -> None:
    page = tmp_path / "kejia" / "wings" / "templates" / "page.html"
    test = tmp_path / "kejia" / "wings" / "tests" / "page.html"
    for file in (page, test):
        file.parent.mkdir(parents=True)
        file.write_text(f"{{% load i18n %}}\n{{% translate '{file.parent.name}' %}}")
    assert collect(tmp_path) == {(None, "templates"): "kejia/wings/templates/page.html:2"}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (catalogue("%(n)s 人", "%(n)s people"), []),
        (catalogue("别的", "other"), ["page.html:1: no English for '%(n)s 人'"]),
        (catalogue("%(n)s 人", ""), ["page.html:1: empty English for '%(n)s 人'"]),
        (
            catalogue("%(n)s 人", "%(n)s people", "fuzzy"),
            ["page.html:1: doubtful (fuzzy) English for '%(n)s 人'"],
        ),
        (
            catalogue("%(n)s 人", "people"),
            ["page.html:1: the English lacks a placeholder of '%(n)s 人'"],
        ),
        (
            catalogue("%(n)s 人", "%(n)s of %(m)s people"),
            ["page.html:1: the English has a placeholder that is not in '%(n)s 人'"],
        ),
    ],
)
def test_english_that_will_not_do_is_told(file: polib.POFile, said: list[str]) -> None:
    assert faults({(None, "%(n)s 人"): "page.html:1"}, file) == said


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("django==5.2.19 \\", False),
        ("--index-url https://registry.example/simple", True),
        ('      "resolved": "https://registry.example/a.tgz",', True),
        ('      "url": "https://opencollective.example/author"', False),
    ],
)
def test_the_address_of_a_registry_in_a_lock_is_seen(line: str, names: bool) -> None:
    assert names_address(line) is names
