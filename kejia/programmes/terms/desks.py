"""The three things that are settled here, each with its form, how it is written, and what it says in words."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import QueryDict

from kejia.judging.term_lines import written_of_fact
from kejia.norms.basis import SETTINGS
from kejia.norms.lines import UnusableLine, read_line
from kejia.norms.sentences import line_text
from kejia.plain.text import Text
from kejia.programmes.terms.basis_form import BaselineForm, BasisForm
from kejia.programmes.terms.forms import DocumentForm
from kejia.programmes.terms.line_form import LineForm, until_of
from kejia.register.baselines import freeze_baseline, set_counting_basis
from kejia.register.kinds import MeasureKind
from kejia.register.models import Baseline, CountingBasis, Fact, Organisation, TermLine
from kejia.register.periods import period
from kejia.register.term_lines import set_term_line
from kejia.trail.actor import Actor

Sent = QueryDict | None
Words = dict[str, Any]
"""Columns of a fact by their names."""


class Desk(ABC):
    """One kind of settled matter."""

    kind: str
    model: type[Fact]
    title: Text
    of_a_body: bool = True

    @abstractmethod
    def blank(self, sent: Sent, body: str, initial: Mapping[str, object]) -> DocumentForm:
        """The form for a new one."""

    @abstractmethod
    def opened(self, fact: Any, sent: Sent) -> DocumentForm:  # Any: the desk's own model
        """The form to correct one."""

    @abstractmethod
    def add(
        self, form: Any, organisation: Organisation, body: str, *, by: Actor
    ) -> Fact:  # Any: its own form
        """Write a new one."""

    @abstractmethod
    def changes(self, form: Any, fact: Any) -> Words:  # Any: the desk's own form and model
        """The columns as corrected."""

    @abstractmethod
    def told(self, fact: Any) -> Text:  # Any: the desk's own model
        """What it says, in one line."""


class LineDesk(Desk):
    """Lines of terms."""

    kind, model, title = "line", TermLine, Text("届次要求", "line of the term")

    def blank(self, sent: Sent, body: str, initial: Mapping[str, object]) -> LineForm:
        """The form for a new line."""
        return LineForm(sent, body=body, initial=dict(initial))

    def opened(self, fact: TermLine, sent: Sent) -> LineForm:
        """The form to correct a line."""
        names = ("term", "attribute", "relation", "value", "modality", "quote", "addressee", "clause")
        initial = {name: getattr(fact, name) for name in names} | {"age": fact.age or None}
        return LineForm(sent, body=fact.body, fact=fact.pk, initial=initial | _days(fact) | _paper(fact))

    def add(self, form: LineForm, organisation: Organisation, body: str, *, by: Actor) -> Fact:
        """Write a new line."""
        given = form.cleaned_data
        return set_term_line(
            organisation, body, **form.words, since=given["since"], until=until_of(given["last"]),
            document=given["document"], document_date=given["document_date"], reason=given["reason"], by=by,
        )  # fmt: skip

    def changes(self, form: LineForm, fact: TermLine) -> Words:
        """The columns as corrected."""
        return form.words | _settled(form)

    def told(self, fact: TermLine) -> Text:
        """The line in words: 代表中的女性，不低于25%."""
        try:
            norm = read_line(written_of_fact(fact))
        except UnusableLine as error:
            return error.say
        line = norm.versions[0][1]
        assert line is not None
        asked = line_text(line, norm.measure)
        return Text(f"{norm.name.zh}，{asked.zh}", f"{norm.name.en}, {asked.en}")


class BasisDesk(Desk):
    """Counting bases."""

    kind, model, title = "basis", CountingBasis, Text("口径", "counting basis")

    def blank(self, sent: Sent, body: str, initial: Mapping[str, object]) -> BasisForm:
        """The form for a new basis."""
        return BasisForm(sent, initial=dict(initial))

    def opened(self, fact: CountingBasis, sent: Sent) -> BasisForm:
        """The form to correct a basis."""
        settings = {name: value for name, value in fact.settings.items() if name in SETTINGS}
        if "invited_delegates_count" in settings:
            settings["invited_delegates_count"] = "yes" if settings["invited_delegates_count"] else "no"
        return BasisForm(
            sent, fact=fact.pk, initial={**settings, "term": fact.term, **_days(fact), **_paper(fact)}
        )

    def add(self, form: BasisForm, organisation: Organisation, body: str, *, by: Actor) -> Fact:
        """Write a new basis."""
        given = form.cleaned_data
        return set_counting_basis(
            organisation, body, form.settings, since=given["since"], until=until_of(given["last"]),
            term=given["term"], document=given["document"], document_date=given["document_date"],
            reason=given["reason"], by=by,
        )  # fmt: skip

    def changes(self, form: BasisForm, fact: CountingBasis) -> Words:
        """The columns as corrected."""
        return {"settings": form.settings, "term": form.cleaned_data["term"]} | _settled(form)

    def told(self, fact: CountingBasis) -> Text:
        """What is set, by name."""
        names = [SETTINGS[name] for name in fact.settings if name in SETTINGS and name != "title"]
        if not names:
            return Text("没有设定", "nothing is set")
        return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


class BaselineDesk(Desk):
    """Frozen baselines of an organisation."""

    kind, model, title, of_a_body = "baseline", Baseline, Text("基数", "baseline"), False

    def blank(self, sent: Sent, body: str, initial: Mapping[str, object]) -> BaselineForm:
        """The form for a new baseline."""
        return BaselineForm(sent, initial=dict(initial))

    def opened(self, fact: Baseline, sent: Sent) -> BaselineForm:
        """The form to correct a baseline."""
        day = fact.valid.lower - timedelta(days=1) if fact.valid.lower else None
        initial = {"measure": fact.measure, "number": fact.number, "day": day, **_paper(fact)}
        return BaselineForm(sent, fact=fact.pk, initial=initial)

    def add(self, form: BaselineForm, organisation: Organisation, body: str, *, by: Actor) -> Fact:
        """Freeze a baseline."""
        given = form.cleaned_data
        return freeze_baseline(
            organisation, MeasureKind[given["measure"].upper()], given["number"], day=given["day"],
            document=given["document"], document_date=given["document_date"], reason=given["reason"], by=by,
        )  # fmt: skip

    def changes(self, form: BaselineForm, fact: Baseline) -> Words:
        """The columns as corrected; an end it had stays, unless it lies before the new day."""
        given = form.cleaned_data
        since = given["day"] + timedelta(days=1)
        return {"measure": given["measure"], "number": given["number"], "valid": period(since)} | _paper_of(
            form
        )

    def told(self, fact: Baseline) -> Text:
        """The number and what it is of."""
        name = MeasureKind[fact.measure.upper()].text
        return Text(f"{name.zh} {fact.number}", f"{name.en} {fact.number}")


DESKS: dict[str, Desk] = {desk.kind: desk for desk in (LineDesk(), BasisDesk(), BaselineDesk())}


def _days(fact: Fact) -> Words:
    upper = fact.valid.upper
    return {"since": fact.valid.lower, "last": upper and upper - timedelta(days=1)}


def _paper(fact: Fact) -> Words:
    return {"document": fact.document, "document_date": fact.document_date}


def _settled(form: DocumentForm) -> Words:
    given = form.cleaned_data
    return {"valid": period(given["since"], until_of(given["last"]))} | _paper_of(form)


def _paper_of(form: DocumentForm) -> Words:
    return {name: form.cleaned_data[name] for name in ("document", "document_date")}
