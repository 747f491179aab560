"""Verdicts about organisations in words."""

from kejia.norms.kinds import Outcome
from kejia.norms.unit_kinds import UnitNumber
from kejia.norms.units import ClauseNorm, UnitNorm, UnitVerdict
from kejia.norms.vocabulary import (
    AtLeast,
    AtMost,
    AtMostCutOf,
    AtMostOfBaseline,
    Between,
    CoversAll,
    Falls,
    UnitLine,
)
from kejia.plain.shares import shown_percent
from kejia.plain.text import Text


def unit_line_text(line: UnitLine) -> Text:
    """The line in words: 不超过改革前的95%."""
    if isinstance(line, CoversAll):
        return Text("全部做到", "each of them")
    if isinstance(line, AtLeast):
        return Text(f"不少于{line.line}", f"at least {line.line}")
    if isinstance(line, AtMost):
        return Text(f"不超过{line.line}", f"at most {line.line}")
    if isinstance(line, Between):
        return Text(f"{line.low}至{line.high}", f"{line.low} to {line.high}")
    if isinstance(line, Falls):
        return Text("低于基数", "lower than the baseline")
    if isinstance(line, AtMostCutOf):
        what = UnitNumber(line.number).text
        return Text(f"不超过{what.zh}的精简数", f"at most the cut in {what.en}")
    if line.minus:
        return Text(f"比基数至少少{line.minus}", f"at least {line.minus} fewer than the baseline")
    if line.share == 1:
        return Text("不超过基数", "no more than the baseline")
    return Text(
        f"不超过基数的{shown_percent(line.share)}", f"at most {shown_percent(line.share)} of the baseline"
    )


def norm_line_text(norm: UnitNorm | ClauseNorm) -> Text:
    """The norm's newest line in words."""
    if isinstance(norm, ClauseNorm):
        clauses = "、".join(norm.all_of)
        return Text(f"{clauses} 各款都符合", f"clauses {', '.join(norm.all_of)} met")
    line = norm.versions[-1][1]
    return Text("已停止施行", "no longer in force") if line is None else unit_line_text(line)


def addressee_text(norm: UnitNorm | ClauseNorm) -> Text:
    """Whom the norm binds, in words."""
    if isinstance(norm, ClauseNorm):
        return Text("省科协", "provincial association")
    names = [family.text for family in norm.of]
    return Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def say_unit(norm: UnitNorm, verdict: UnitVerdict) -> Text:
    """The verdict on one organisation as one sentence."""
    word = verdict.outcome.text
    if verdict.line is None or verdict.outcome is Outcome.NOT_IN_FORCE:
        return word
    if verdict.why is not None:
        return Text(f"{word.zh}：{verdict.why.zh}", f"{word.en}: {verdict.why.en}")
    if isinstance(norm.measure, UnitNumber):
        return _number(norm, verdict)
    if norm.relation == "posts":
        return _posts(norm, verdict)
    says = {
        Outcome.MET: Text(norm.measure.text.zh, norm.measure.text.en),
        Outcome.NOT_MET: Text(f"没有做到：{norm.measure.text.zh}", f"not so: {norm.measure.text.en}"),
        Outcome.CANNOT_TELL: Text(
            f"没有登记：{norm.measure.text.zh}", f"not on record: {norm.measure.text.en}"
        ),
    }
    said = says[verdict.outcome]
    return Text(f"{word.zh}：{said.zh}", f"{word.en}: {said.en}")


def _number(norm: UnitNorm, verdict: UnitVerdict) -> Text:
    low, high = verdict.reckoned.low, verdict.reckoned.high
    figure = f"{low}" if low == high else f"{low}–{high}" if high is not None else f"≥ {low}"
    assert verdict.line is not None
    line = unit_line_text(verdict.line)
    base = verdict.reckoned.base
    if isinstance(verdict.line, AtMostOfBaseline | Falls) and base is not None:
        line = Text(f"{line.zh}（基数{base}）", f"{line.en} (baseline {base})")
    elif isinstance(verdict.line, AtMostCutOf) and verdict.limit is not None:
        line = Text(f"{line.zh}（{verdict.limit}）", f"{line.en} ({verdict.limit})")
    word = verdict.outcome.text
    return Text(
        f"{word.zh}：{norm.measure.text.zh} {figure}，应{line.zh}",
        f"{word.en}: {norm.measure.text.en} {figure}, {line.en}",
    )


def _posts(norm: UnitNorm, verdict: UnitVerdict) -> Text:
    lacking, doubtful = verdict.reckoned.low, (verdict.reckoned.high or 0) - verdict.reckoned.low
    word, what = verdict.outcome.text, norm.measure.text
    if verdict.outcome is Outcome.MET:
        return Text(f"{word.zh}：{what.zh}", f"{word.en}: {what.en}")
    zh = [f"{lacking} 人不是这样"] if lacking else []
    en = [f"{lacking} are not"] if lacking else []
    if doubtful:
        zh.append(f"{doubtful} 人待核实")
        en.append(f"of {doubtful} it cannot be told")
    return Text(f"{word.zh}：{what.zh}，{'，'.join(zh)}", f"{word.en}: {what.en}; {'; '.join(en)}")
