"""What a body's page shows: the settings of its basis, its lines with what they come to today, what cannot be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kejia.judging.clauses import BoundLine, Found
from kejia.judging.live_bodies import judge_bodies
from kejia.judging.live_units import families
from kejia.judging.term_lines import lines_on
from kejia.norms.basis import SETTINGS
from kejia.norms.kinds import Body, Outcome
from kejia.norms.law import Norm
from kejia.norms.lines import LINE_ID
from kejia.plain.text import Text
from kejia.programmes.terms.desks import DESKS
from kejia.programmes.terms.law import law
from kejia.programmes.terms.line_form import ALWAYS
from kejia.programmes.terms.meanings import COUNTING, MEANINGS
from kejia.register.kinds import OrganisationKind
from kejia.register.models import CountingBasis, Fact, TermLine
from kejia.register.periods import shown

ASSOCIATION_BODIES = (Body.CONGRESS, Body.COMMITTEE, Body.STANDING, Body.VICE_CHAIRS)
SOCIETY_BODIES = (Body.SOCIETY_CONGRESS, Body.SOCIETY_DIRECTORS, Body.SOCIETY_STANDING)
YES, NO = Text("计入", "they count"), Text("不计入", "they do not count")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the basis that holds on the day; `value` is None where it is not set."""

    name: Text
    value: Text | None
    meaning: Text
    unset: Text
    in_doubt: tuple[Text, ...]
    """The norms that cannot be told because it is not set."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something settled, as a line of a list; `found` is what a line of a term comes to on the day."""

    fact: Fact
    kind: str
    says: Text
    days: Text
    holds: bool
    found: Found | None = None


def bodies_of(kind: str) -> tuple[Body, ...]:
    """The bodies an organisation of a kind may have."""
    if kind == OrganisationKind.ASSOCIATION:
        return ASSOCIATION_BODIES
    return SOCIETY_BODIES if kind == OrganisationKind.SOCIETY else ()


def entries(facts: Sequence[Fact], kind: str, on: date, found: Sequence[Found] = ()) -> list[Entry]:
    """Facts of one kind as lines of a list, those that hold on the day first."""
    by_norm = {each.norm: each for each in found}
    lines = [
        Entry(
            fact,
            kind,
            DESKS[kind].told(fact),
            shown(fact.valid),
            _holds(fact, on),
            by_norm.get(f"{LINE_ID}{fact.pk}") if isinstance(fact, TermLine) else None,
        )
        for fact in facts
    ]
    return sorted(lines, key=lambda line: not line.holds)


def judged(organisation: int, body: Body, on: date) -> list[Found]:
    """What the norms and the lines of terms say of a body on a day."""
    of_body = replace(law(), norms=tuple(norm for norm in law().norms if norm.body is body))
    on_record = lines_on(on, None, [organisation])
    lines = [line for line in on_record.lines if line.norm.body is body]
    unreadable = [each for each in on_record.unreadable if each.subject.body == body]
    return [
        *judge_bodies(of_body, on, None, _placed(organisation, on), only=organisation, lines=lines),
        *unreadable,
    ]


def tried(norm: Norm, organisation: int, on: date, document: str, dated: date) -> Found | None:
    """What a line not written yet would say of its body on a day, as if it held; None where it is not in being."""
    always = replace(norm, versions=((ALWAYS, norm.versions[0][1]),))
    line = BoundLine(always, organisation, 0, document, dated)
    none = replace(law(), norms=())
    return next(
        judge_bodies(none, on, None, _placed(organisation, on), only=organisation, lines=[line]), None
    )


def settings_of(basis: CountingBasis | None, body: Body, found: Sequence[Found]) -> list[Setting]:
    """Each setting of a basis, what it means, and what cannot be told without it."""
    names = {norm.id: norm.name for norm in law().norms}
    given = {} if basis is None else basis.settings
    doubtful = [each for each in found if each.outcome is Outcome.CANNOT_TELL]
    lines = []
    for name in COUNTING:
        meaning, unset = MEANINGS[name]
        # the sentence of a verdict names the setting it waits for
        waiting = tuple(names.get(each.norm, each.say) for each in doubtful if f"({name})" in each.say.en)
        lines.append(Setting(SETTINGS[name], _value(given.get(name)), meaning, unset, waiting))
    congresses = (Body.CONGRESS, Body.SOCIETY_CONGRESS)
    skipped = SETTINGS["invited_delegates_count"] if body not in congresses else None
    return [line for line in lines if line.name != skipped]


def _value(value: object) -> Text | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return YES if value else NO
    return Text(str(value), str(value))


def _holds(fact: Fact, on: date) -> bool:
    since, until = fact.valid.lower, fact.valid.upper
    return (since is None or since <= on) and (until is None or on < until)


def _placed(organisation: int, on: date) -> dict[str, list[int]]:
    return {
        family: [organisation] for family, members in families(on, None).items() if organisation in members
    }
