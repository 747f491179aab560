"""The report's first sheet: each norm's verdict with its figures, what would mend it, its words and what it rests on."""

from fractions import Fraction

from kejia.judging import report_says as says
from kejia.judging.findings import Check, Finding
from kejia.judging.report_paper import Book, Kind, Runs
from kejia.norms.kinds import Modality, Outcome
from kejia.norms.sentences import line_text
from kejia.norms.verdicts import Verdict
from kejia.norms.vocabulary import AtMost, Falls
from kejia.plain.shares import shown_percent
from kejia.plain.text import Text

WIDTHS = (13, 7, 20, 11, 13, 13, 25, 46, 40)
HEADER = (
    Text("结论", "Verdict"),
    Text("条款", "Clause"),
    Text("规则", "Norm"),
    Text("人数", "People"),
    Text("比例", "Share"),
    Text("要求", "Line"),
    Text("差额与补救", "Margin and mend"),
    Text("原文与读法", "Words and reading"),
    Text("计入与口径", "Who counts, basis"),
)
SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✕", Outcome.CANNOT_TELL: "?", Outcome.NOT_IN_FORCE: "–"}
LOOKS = {
    Outcome.MET: Kind.MET,
    Outcome.NOT_MET: Kind.NOT_MET,
    Outcome.CANNOT_TELL: Kind.CANNOT_TELL,
    Outcome.NOT_IN_FORCE: Kind.NOT_IN_FORCE,
}
KINDS = (
    Kind.CENTRED,
    Kind.WORDS,
    Kind.CENTRED,
    Kind.CENTRED,
    Kind.CENTRED,
    Kind.WORDS,
    Kind.QUOTED,
    Kind.WORDS,
)

SUMMARY = Text("“应当”类规则 {all} 条：{counts}。", "Norms that must be kept: {all}; {counts}.")
SECTION = Text("{body}　　{n} 人", "{body}: {n}")
RANGE = Text("可能为\n{low}～{high}", "possibly\n{low} to {high}")
UNMARKED = Text("{n} 人未标明，不影响结论", "{n} unmarked, which cannot change it")
SHORT, TOO_MANY = Text("差 {n} 人", "{n} too few"), Text("多 {n} 人", "{n} too many")
REPLACE = Text("替换 {n} 人", "replace {n}")
ADD, ADD_OTHERS = (
    Text("增加 {n} 名符合条件的人", "add {n} who count"),
    Text("增加 {n} 名不属此类的人", "add {n} who do not"),
)
EITHER, ANEW = Text("\n或", "\nor "), Text("须重新提名", "nominate anew")
ASK = Text("{n} 人待核实，见“待核实”", "ask about {n} people, see To check")
NOT_YET, REPEALED = (
    Text("自 {first} 起施行", "in force from {first}"),
    Text("已停止施行", "no longer in force"),
)
READING = Text("读法：{reading}", "Reading: {reading}")
COUNTED, BASIS = Text("计入：{it}", "Counted: {it}"), Text("口径：{it}", "Basis: {it}")
VERSION = Text("{since} 起施行的规定（{norm}）", "as in force since {since} ({norm})")
NOTHING = "—"


def write_verdicts(book: Book, check: Check, members: tuple[int, ...]) -> None:
    """Write the sheet; `members` are the people counted in each body of the check."""
    language = book.language
    foot = says.FOOT.filled(roster=check.roster.name, on=check.on).within(language)
    paper = book.sheet(says.VERDICTS, WIDTHS, landscape=True, foot=foot)
    lines = (*says.head_lines(check), summary(check))
    paper.head(says.VERDICTS_TITLE.within(language), [line.within(language) for line in lines])
    paper.header([t.within(language) for t in HEADER])
    for body, n in zip(check.bodies, members, strict=True):
        paper.section(SECTION.filled(body=says.titled(body.text_at(check.level)), n=n).within(language))
        for finding in check.findings:
            if finding.body is body:
                look = LOOKS[finding.verdict.outcome]
                paper.row(
                    (
                        *(t.within(language) for t in _facts(finding)),
                        _words(book, finding),
                        _rests_on(finding).within(language),
                    ),
                    book.looks((look, *KINDS)),
                    at_least=44,
                )


def summary(check: Check) -> Text:
    """How many of the norms that must be kept are met, not met, in doubt."""
    outcomes = [f.verdict.outcome for f in check.findings if f.verdict.norm.modality is Modality.MUST]
    counts = [(o.text, outcomes.count(o)) for o in Outcome if o in outcomes]
    return SUMMARY.filled(
        all=len(outcomes),
        counts=Text(
            "，".join(f"{text.zh} {n} 条" for text, n in counts) or "无",
            ", ".join(f"{text.en} {n}" for text, n in counts) or "none",
        ),
    )


def _facts(finding: Finding) -> tuple[Text, ...]:
    verdict = finding.verdict
    norm, mark = verdict.norm, SIGNS[verdict.outcome]
    outcome, modality = verdict.outcome.text, norm.modality.text
    return (
        Text(f"{mark} {outcome.zh}", f"{mark} {outcome.en}"),
        norm.cited,
        Text(f"{norm.name.zh}（{modality.zh}）", f"{norm.name.en} ({modality.en})"),
        _figures(verdict),
        _share(verdict),
        _line(verdict),
        _mend(finding),
    )


def _not_counted(verdict: Verdict) -> bool:
    """Nobody could be counted: a setting of the basis is missing."""
    return verdict.why is not None and verdict.tally.yes + verdict.tally.unknown == 0


def _figures(verdict: Verdict) -> Text:
    tally = verdict.tally
    yes = NOTHING if _not_counted(verdict) else str(tally.yes)
    if verdict.norm.measure == "count":
        return says.PEOPLE_COUNTED.filled(n=yes)
    return Text(f"{yes} / {tally.members}", f"{yes} / {tally.members}")


def _share(verdict: Verdict) -> Text:
    tally = verdict.tally
    if verdict.norm.measure == "count" or _not_counted(verdict) or not tally.members:
        return Text(NOTHING, NOTHING)
    shown = shown_percent(Fraction(tally.yes, tally.members), up=_is_upper_bound(verdict))
    if verdict.low == verdict.high:
        return Text(shown, shown)
    span = RANGE.filled(low=shown_percent(verdict.low), high=shown_percent(verdict.high, up=True))
    return Text(f"{shown}\n{span.zh}", f"{shown}\n{span.en}")


def _line(verdict: Verdict) -> Text:
    if verdict.line is None:
        return Text(NOTHING, NOTHING)
    earlier = verdict.threshold if isinstance(verdict.line, Falls) else None
    return line_text(verdict.line, verdict.norm.measure, earlier)


def _is_upper_bound(verdict: Verdict) -> bool:
    return isinstance(verdict.line, AtMost | Falls)


def _mend(finding: Finding) -> Text:
    verdict = finding.verdict
    if verdict.outcome is Outcome.NOT_IN_FORCE:
        first = verdict.norm.versions[0][0]
        return NOT_YET.filled(first=first) if verdict.on < first else REPEALED
    if verdict.outcome is Outcome.MET:
        return UNMARKED.filled(n=verdict.tally.unknown) if verdict.tally.unknown else Text(NOTHING, NOTHING)
    if verdict.outcome is Outcome.CANNOT_TELL:
        parts = [verdict.why] if verdict.why else []
        parts += [ASK.filled(n=len(finding.in_doubt))] if finding.in_doubt else []
        return Text("\n".join(p.zh for p in parts) or NOTHING, "\n".join(p.en for p in parts) or NOTHING)
    return _ways(verdict)


def _ways(verdict: Verdict) -> Text:
    down, mend = _is_upper_bound(verdict), verdict.mend
    ways = [] if mend.replace is None else [REPLACE.filled(n=mend.replace)]
    ways += [] if mend.add is None else [(ADD_OTHERS if down else ADD).filled(n=mend.add)]
    n = mend.add if mend.replace is None else mend.replace
    margin = (TOO_MANY if down else SHORT).filled(n=n) if n is not None else None
    how = Text(EITHER.zh.join(w.zh for w in ways), EITHER.en.join(w.en for w in ways)) if ways else ANEW
    return Text(f"{margin.zh}：\n{how.zh}", f"{margin.en}:\n{how.en}") if margin else how


def _words(book: Book, finding: Finding) -> Runs | str:
    norm = finding.verdict.norm
    if norm.reading is None:
        return norm.quote
    return (Kind.QUOTED, norm.quote), (
        Kind.WORDS,
        f"\n{READING.filled(reading=norm.reading).within(book.language)}",
    )


def _rests_on(finding: Finding) -> Text:
    verdict = finding.verdict
    lines = [COUNTED.filled(it=finding.counted), BASIS.filled(it=finding.basis)]
    if verdict.version is not None:
        lines.append(VERSION.filled(since=verdict.version, norm=verdict.norm.id))
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
