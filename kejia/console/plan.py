"""`kejia plan`: every clause of the plan, what keeps it, and where it stands on a day."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from kejia.console.database import NoDatabase, opened_database
from kejia.norms.kinds import Outcome
from kejia.plain.moments import HERE, UnusableMoment, read_known
from kejia.plain.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from kejia.judging.clauses import ClauseJudged, Found, PlanJudged

KEPT, BROKEN, CANNOT, IN_DOUBT = 0, 1, 2, 3
MARKS = {
    "met": "✓",
    "not_met": "✕",
    "cannot_tell": "?",
    "not_in_force": "○",
    "in_hand": "→",
    "not_built": "–",
}
WORDS = {
    **{outcome.value: outcome.text for outcome in Outcome},
    "in_hand": Text("运行中", "in hand"),
    "not_built": Text("未建", "not built"),
}
SHOWN_LINES = 20
SHOWN = 5
"""Bodies named under a clause in text; --json gives up to 20."""
NOT_SETTLED = Text(
    "还有更早开始的写入没有结束，目前只能回答到 {moment} 为止所知的情况，请稍后再试",
    "a write from before is still running; for now what was known can be told up to {moment}, try again later",
)
CRASHED = Text(
    "程序出错，没有判断完（{error}）；设 KEJIA_DEBUG=1 可看详情，并请告诉维护者",
    "the program failed and judged nothing ({error}); KEJIA_DEBUG=1 shows more, please tell the maintainers",
)


def main(arguments: Sequence[str]) -> int:
    """Judge all clauses; 0 nothing is broken or in doubt, 1 a clause is not met, 3 one cannot be told, 2 unusable."""
    given = _parser().parse_args(arguments)
    language: Language = given.lang
    now = datetime.now(HERE)
    try:
        known = read_known(given.as_known, now)
        with opened_database():
            return _judge(given.on or now.date(), known, given.json, language)
    except (UnusableMoment, NoDatabase) as error:
        return _refuse(error.say.within(language), given.json)
    except Exception as error:
        if os.environ.get("KEJIA_DEBUG"):
            raise
        return _refuse(CRASHED.filled(error=f"{type(error).__name__}: {error}").within(language), given.json)


def _judge(on: date, known: datetime | None, as_json: bool, language: Language) -> int:
    from kejia.judging.plan import judge_plan  # inner import: needs Django set up
    from kejia.judging.plan_json import plan_json  # inner import: the same
    from kejia.norms.law import load_law  # inner import: the same
    from kejia.register.settled import NotSettled  # inner import: the same

    try:
        plan = judge_plan(load_law(), on, known)
    except NotSettled as error:
        moment = error.settled.astimezone(HERE).isoformat(timespec="seconds")
        return _refuse(NOT_SETTLED.filled(moment=moment).within(language), as_json)
    if as_json:
        print(json.dumps(plan_json(plan, language), ensure_ascii=False))
    else:
        _print(plan, known, language)
    states = {each.state for each in plan.clauses}
    return BROKEN if "not_met" in states else IN_DOUBT if "cannot_tell" in states else KEPT


def _print(plan: "PlanJudged", known: datetime | None, language: Language) -> None:
    known_text = known.astimezone(HERE).isoformat(sep=" ", timespec="seconds") if known else None
    head = Text(f"{plan.law.title.zh}  截至 {plan.on}", f"{plan.law.title.en}  on {plan.on}")
    if known_text:
        head = Text(f"{head.zh}  按 {known_text} 所知", f"{head.en}  as known at {known_text}")
    print(head.within(language))
    for each in plan.clauses:
        _print_clause(plan, each, language)
    _print_lines(plan, language)
    counts = Counter(each.state.value for each in plan.clauses)
    print()
    print("  ".join(f"{MARKS[s]} {WORDS[s].within(language)} {counts[s]}" for s in MARKS if counts[s]))


def _print_clause(plan: "PlanJudged", each: "ClauseJudged", language: Language) -> None:
    state = each.state.value
    print(f"\n{MARKS[state]} {each.clause.id}  {WORDS[state].within(language)}  {each.clause.text}")
    label = Text("怎样落实：", "kept by: ").within(language)
    print(f"    {label}{each.clause.kept_by.within(language)}")
    evidence = each.evidence
    if evidence is None:
        return
    counts = Text(
        f"符合 {evidence.met}，未达到 {evidence.not_met}，待核实 {evidence.cannot_tell}",
        f"met {evidence.met}, not met {evidence.not_met}, cannot tell {evidence.cannot_tell}",
    )
    print(f"    {counts.within(language)}")
    if evidence.why:
        print(f"    {evidence.why.within(language)}")
    for found in evidence.bodies[:SHOWN]:
        if found.outcome is not Outcome.MET or len(evidence.bodies) <= SHOWN:
            print(f"    {MARKS[found.outcome]} {_found(plan, found, language)}")


def _print_lines(plan: "PlanJudged", language: Language) -> None:
    """The lines of terms, the worst first; they stand beside the clauses and decide none they do not name."""
    from kejia.judging.plan_json import subject_text  # inner import: needs Django set up

    found = [(each.found, each.line.norm.id) for each in plan.lines]
    found += [(each, each.norm) for each in plan.unreadable]
    if not found:
        return
    head = Text(f"届次要求：{len(found)} 条", f"lines of terms: {len(found)}")
    print(f"\n{head.within(language)}")
    worst = ("not_met", "cannot_tell", "met", "not_in_force")
    found.sort(key=lambda each: worst.index(each[0].outcome.value))
    for each, norm in found[:SHOWN_LINES]:
        subject = subject_text(plan, each.subject).within(language)
        print(f"    {MARKS[each.outcome]} {subject}  {each.say.within(language)}  ({norm})")
    if len(found) > SHOWN_LINES:
        more = Text(
            f"另有 {len(found) - SHOWN_LINES} 条，见 --json", f"{len(found) - SHOWN_LINES} more: --json"
        )
        print(f"    {more.within(language)}")


def _found(plan: "PlanJudged", found: "Found", language: Language) -> str:
    from kejia.judging.plan_json import subject_text  # inner import: needs Django set up

    subject = subject_text(plan, found.subject).within(language)
    modality = next(norm.modality for norm in plan.law.all_norms if norm.id == found.norm)
    return f"{subject}  {found.say.within(language)}  ({modality.text.within(language)}, {found.norm})"


def _refuse(message: str, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(message, file=sys.stderr)
    return CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia plan",
        description="方案逐条：由什么落实、当日是否做到 / every clause of the plan, what keeps it, where it stands. "
        "退出码 exit code: 0 都做到 all met, 1 有未达到 something not met, 3 有待核实 something in doubt, 2 无法判断 unusable.",
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="2018-05-01",
        help="判断之日，默认今天 / the day judged, today by default",
    )
    parser.add_argument(
        "--as-known",
        default="",
        metavar="2018-05-01",
        help="按这一天（结束时）所知，默认按现在所知 / as known by the end of this day; by default all that is known now",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    return parser
