"""The plan judged, as plain values: for the command line, the API and the cache."""

from kejia.judging.clauses import ClauseJudged, Evidence, Found, LineJudged, PlanJudged, Subject
from kejia.norms.kinds import BODY_NAMES, Body
from kejia.plain.text import Language, Text

Plain = dict[str, object]


def plan_json(plan: PlanJudged, language: Language) -> Plain:
    """`{"clauses": [{"id", "text", "kind", "kept_by", "state", "evidence"}]}`; evidence is null where nothing judges. With lines of terms on record, `term_lines` beside them."""
    return {
        "clauses": [
            {
                "id": each.clause.id,
                "text": each.clause.text,
                "kind": list(each.clause.kinds),
                "kept_by": each.clause.kept_by.within(language),
                "state": each.state.value,
                "evidence": evidence_json(plan, each, language),
            }
            for each in plan.clauses
        ],
        **({"term_lines": [_line(plan, each, language) for each in plan.lines]} if plan.lines else {}),
    }


def evidence_json(plan: PlanJudged, judged: ClauseJudged, language: Language) -> Plain | None:
    """The three counts, the norms with theirs, and up to 20 bodies, the worst first."""
    evidence = judged.evidence
    if evidence is None:
        return None
    return {
        "met": evidence.met,
        "not_met": evidence.not_met,
        "cannot_tell": evidence.cannot_tell,
        "why": evidence.why.within(language) if evidence.why else None,
        "norms": _norms(evidence, language),
        "bodies": [_found(plan, each, language) for each in evidence.bodies],
    }


def _norms(evidence: Evidence, language: Language) -> list[Plain]:
    return [
        {
            "id": norm.id,
            "name": norm.name.within(language),
            "modality": norm.modality.value,
            "state": norm.outcome.value,
            "met": norm.met,
            "not_met": norm.not_met,
            "cannot_tell": norm.cannot_tell,
        }
        for norm in evidence.norms
    ]


def _line(plan: PlanJudged, judged: LineJudged, language: Language) -> Plain:
    """A line of a term: what was found, and the words it stands in."""
    line = judged.line
    return {
        **_found(plan, judged.found, language),
        "term": line.term,
        "modality": line.norm.modality.value,
        "quote": line.norm.quote,
        "document": line.document,
        "dated": line.dated.isoformat(),
        "addressee": line.addressee or None,
        "clause": line.norm.clause or None,
    }


def _found(plan: PlanJudged, found: Found, language: Language) -> Plain:
    return {
        "organisation": found.subject.organisation,
        "body": found.subject.body or None,
        "name": subject_text(plan, found.subject).within(language),
        "norm": found.norm,
        "state": found.outcome.value,
        "say": found.say.within(language),
        "numerator": found.numerator,
        "denominator": found.denominator,
        "low": found.low or None,
        "high": found.high or None,
        "threshold": found.threshold or None,
    }


def subject_text(plan: PlanJudged, subject: Subject) -> Text:
    """Whom a finding is about, in words: 某省科协 常委会; a clause by its number."""
    if subject.organisation is None:
        words = subject.name or subject.body
        return Text(words, words)
    name = plan.names.get(subject.organisation) or f"#{subject.organisation}"
    if not subject.body:
        return Text(name, name)
    body = BODY_NAMES[Body(subject.body)]
    return Text(f"{name} {body.zh}", f"{name}, {body.en}")
