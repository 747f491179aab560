"""One sentence for each verdict: the figures, the line, and what is missing or would mend it."""

from fractions import Fraction

from kejia.norms.basis import Basis
from kejia.norms.kinds import Outcome
from kejia.norms.verdicts import Verdict
from kejia.norms.vocabulary import AtLeast, AtMost, CoversAll, Falls, Line, MoreThan
from kejia.plain.shares import shown_percent
from kejia.plain.text import Text


def line_text(line: Line, measure: str, earlier: Fraction | None = None) -> Text:
    """The line in words: 不低于65%."""
    if isinstance(line, CoversAll):
        return Text("全部覆盖", "all of them")
    if isinstance(line, Falls):
        if earlier is None:
            return Text("低于上届", "lower than on the earlier list")
        return Text(f"低于上届的{_share(earlier).zh}", f"lower than {_share(earlier).en} on the earlier list")
    shown = _share(line.line) if measure == "share" else Text(f"{line.line}人", f"{line.line}")
    if isinstance(line, AtLeast):
        return Text(f"不低于{shown.zh}", f"at least {shown.en}")
    if isinstance(line, AtMost):
        return Text(f"不超过{shown.zh}", f"at most {shown.en}")
    assert isinstance(line, MoreThan)
    if measure == "share" and line.line == Fraction(1, 2):
        return Text("过半数", "more than half")
    return Text(f"超过{shown.zh}", f"more than {shown.en}")


def say(verdict: Verdict, basis: Basis) -> Text:
    """The verdict as one sentence."""
    norm, tally = verdict.norm, verdict.tally
    what = norm.attribute.text(basis)
    if verdict.outcome is Outcome.NOT_IN_FORCE:
        first = norm.versions[0][0]
        if verdict.on < first:
            return Text(
                f"{what.zh}：本条自 {first} 起施行，当日尚未施行", f"{what.en}: in force from {first} only"
            )
        return Text(f"{what.zh}：本条已停止施行", f"{what.en}: no longer in force")
    assert verdict.line is not None
    earlier = verdict.threshold if isinstance(verdict.line, Falls) else None
    line = line_text(verdict.line, norm.measure, earlier)
    if verdict.why is not None and tally.yes + tally.unknown == 0:
        return Text(f"{what.zh}应{line.zh}；{verdict.why.zh}", f"{what.en}, {line.en}; {verdict.why.en}")
    return _joined(
        Text(
            f"{what.zh} {_figures(verdict).zh}，应{line.zh}", f"{what.en} {_figures(verdict).en}, {line.en}"
        ),
        _rest(verdict),
    )


def _rest(verdict: Verdict) -> Text:
    tally = verdict.tally
    if verdict.outcome is Outcome.MET:
        spare = Text("", "")
        if tally.unknown:
            spare = Text(
                f"（{tally.unknown} 人未标明，不影响结论）",
                f" ({tally.unknown} unmarked, which cannot change it)",
            )
        return Text(f"符合{spare.zh}", f"met{spare.en}")
    if verdict.outcome is Outcome.CANNOT_TELL:
        return _doubt(verdict)
    return _mending(verdict)


def _doubt(verdict: Verdict) -> Text:
    if verdict.why is not None:
        return Text(f"待核实：{verdict.why.zh}", f"cannot tell: {verdict.why.en}")
    tally = verdict.tally
    doubt = tally.unknown + tally.maybe_members
    if verdict.norm.measure == "share":
        low, high = shown_percent(verdict.low), shown_percent(verdict.high, up=True)
        return Text(
            f"待核实：{doubt} 人未标明，比例在 {low} 至 {high} 之间，请核实这些人",
            f"cannot tell: {doubt} unmarked, so the share lies between {low} and {high}; ask about them",
        )
    return Text(
        f"待核实：{doubt} 人未标明，人数在 {verdict.low} 至 {verdict.high} 之间",
        f"cannot tell: {doubt} unmarked, so the number lies between {verdict.low} and {verdict.high}",
    )


def _mending(verdict: Verdict) -> Text:
    down = isinstance(verdict.line, AtMost | Falls)
    ways_zh, ways_en = [], []
    if verdict.mend.replace is not None:
        n = verdict.mend.replace
        ways_zh.append(f"替换 {n} 人")
        ways_en.append(f"replace {n}")
    if verdict.mend.add is not None:
        m = verdict.mend.add
        ways_zh.append(f"增加 {m} 名{'不属此类' if down else '符合条件'}的人")
        ways_en.append(f"add {m} who {'do not count' if down else 'count'}")
    short = verdict.mend.replace if verdict.mend.replace is not None else verdict.mend.add
    zh = "，或".join(ways_zh) or "须重新提名"
    en = ", or ".join(ways_en) or "nominate anew"
    return Text(
        f"未达到，{'多' if down else '差'} {short} 人：{zh}",
        f"not met, {short} too {'many' if down else 'few'}: {en}",
    )


def _figures(verdict: Verdict) -> Text:
    tally = verdict.tally
    if verdict.norm.measure == "count":
        return Text(f"{tally.yes} 人", f"{tally.yes}")
    down = isinstance(verdict.line, AtMost | Falls)
    percent = shown_percent(Fraction(tally.yes, tally.members or 1), up=down)
    return Text(f"{tally.yes}/{tally.members}（{percent}）", f"{tally.yes}/{tally.members} ({percent})")


def _share(share: Fraction) -> Text:
    if (share * 1000).denominator == 1:
        return Text(shown_percent(share), shown_percent(share))
    words = {3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}
    if share.denominator in words and share.numerator <= 9:
        return Text(f"{words[share.denominator]}分之{'零一二三四五六七八九'[share.numerator]}", str(share))
    return Text(f"{share}（{shown_percent(share)}）", f"{share} ({shown_percent(share)})")


def _joined(first: Text, rest: Text) -> Text:
    return Text(f"{first.zh}；{rest.zh}", f"{first.en}; {rest.en}")
