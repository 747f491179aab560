"""What a check comes to: findings, problems, people to ask about, and the JSON of it all."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kejia.norms.basis import Basis
from kejia.norms.kinds import Body, Level, Modality, Outcome
from kejia.norms.law import Law
from kejia.norms.sentences import line_text
from kejia.norms.verdicts import Verdict
from kejia.norms.vocabulary import Falls
from kejia.plain.text import Language, Text
from kejia.rosters.people import Person
from kejia.rosters.problems import Problem
from kejia.rosters.reading import Roster

PEOPLE_LISTED = 200
"""People in doubt listed under a finding; their number is always given."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict on one body of the roster, with the people it hangs on."""

    body: Body
    verdict: Verdict
    say: Text
    basis: Text
    counted: Text
    in_doubt: tuple[int, ...]
    """Places in the roster of the people to ask about."""
    who: tuple[int, ...] = ()
    """Places of those who have the attribute for sure."""


@dataclass(frozen=True, slots=True)
class Check:
    """A roster judged by a law on a day."""

    law: Law
    level: Level
    body: Body | None
    """None for every body in the file."""
    bodies: tuple[Body, ...]
    on: date
    basis: Basis
    roster: Roster
    people: int
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """Over the norms that must be kept: 1 some not met, 3 some cannot be told, else 0."""
        outcomes = {f.verdict.outcome for f in self.findings if f.verdict.norm.modality is Modality.MUST}
        return 1 if Outcome.NOT_MET in outcomes else 3 if Outcome.CANNOT_TELL in outcomes else 0

    def as_json(self, language: Language) -> dict[str, Any]:
        """The check as plain values; fractions as strings in lowest terms. `Any` because JSON is."""
        return {
            "body": "all" if self.body is None else str(self.body),
            "on": self.on.isoformat(),
            "law": self.law.id,
            "level": str(self.level),
            "basis": {"say": self.basis.source.within(language), **self.basis.settings()},
            "people": self.people,
            "findings": [self._finding(f, language) for f in self.findings],
            "problems": [
                {
                    "sheet": p.sheet,
                    "row": p.row,
                    "column": p.column,
                    "value": p.value,
                    "say": p.say.within(language),
                }
                for p in self.problems
            ],
        }

    def _finding(self, finding: Finding, language: Language) -> dict[str, Any]:
        v = finding.verdict
        doubt = [self.roster.people[i] for i in finding.in_doubt[:PEOPLE_LISTED]]
        earlier = v.threshold if isinstance(v.line, Falls) else None
        return {
            "norm": v.norm.id,
            "name": v.norm.name.within(language),
            "clause": v.norm.clause,
            "body": str(finding.body),
            "modality": str(v.norm.modality),
            "verdict": str(v.outcome),
            "numerator": v.tally.yes,
            "denominator": v.tally.members,
            "share": shown_fraction(Fraction(v.tally.yes, v.tally.members or 1)),
            "low": shown_fraction(v.low),
            "high": shown_fraction(v.high),
            "threshold": None if v.threshold is None else shown_fraction(v.threshold),
            "line": None if v.line is None else line_text(v.line, v.norm.measure, earlier).within(language),
            "margin": v.margin,
            "mend": {"replace": v.mend.replace, "add": v.mend.add},
            "quote": v.norm.quote,
            "reading": None if v.norm.reading is None else v.norm.reading.within(language),
            "version": None if v.version is None else v.version.isoformat(),
            "on": v.on.isoformat(),
            "basis": finding.basis.within(language),
            "counted": finding.counted.within(language),
            "in_doubt": len(finding.in_doubt),
            "ask_about": [_person(p) for p in doubt],
            "say": finding.say.within(language),
        }


def shown_fraction(value: Fraction) -> str:
    """In lowest terms: 13/20, 1, 0."""
    return str(value)


def _person(person: Person) -> dict[str, Any]:
    return {"sheet": person.sheet, "row": person.row, "name": person.name, "unit": person.unit}
