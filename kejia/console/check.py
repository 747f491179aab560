"""`kejia check`: judges a roster file on the command line. Imports no Django."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kejia.judging.check import Question, check_workbook
from kejia.judging.findings import Check, Finding
from kejia.norms.basis import UNSET, Basis, UnusableBasis
from kejia.norms.kinds import Body, Level, Outcome
from kejia.norms.law import LAW_FOLDER, PLAN, Norm, UnusableLaw, load_law
from kejia.norms.line_files import read_basis_and_lines
from kejia.plain.text import LANGUAGES, Language, Text
from kejia.rosters.files import open_workbook
from kejia.rosters.headers import Field
from kejia.rosters.problems import UnusableFile
from kejia.rosters.reading import Reading
from kejia.rosters.workbook import Workbook

SIGNS = {Outcome.MET: "✓", Outcome.NOT_MET: "✕", Outcome.CANNOT_TELL: "?", Outcome.NOT_IN_FORCE: "–"}
PROBLEMS_SHOWN = 40
ASKED_ABOUT = 12
WORDS, COUNTED, BASIS = Text("原文：", "words: "), Text("计入：", "counted: "), Text("口径：", "basis: ")
READING, ASK_ABOUT = Text("读法：", "reading: "), Text("请核实：", "ask about: ")
CRASHED = Text(
    "程序出错，没有作出判断（{error}）；请把名册的格式告诉维护者，设 KEJIA_DEBUG=1 可看详情",
    "the program failed and judged nothing ({error}); tell the maintainers, KEJIA_DEBUG=1 shows more",
)
"""A fault of ours must not look like a verdict: Python's own exit code for it would be 1, "not met"."""
UNUSABLE = 2


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit code is 0, 1, 3 over the norms that must be kept, or 2 for unusable input."""
    given = _parser().parse_args(arguments)
    language: Language = given.lang
    try:
        check = _check(given)
        if given.report:
            _write_report(check, Path(given.report), language)
    except (UnusableFile, UnusableBasis) as error:
        return _refuse(error.say.within(language), given)
    except UnusableLaw as error:
        return _refuse(str(error), given)
    except Exception as error:
        if os.environ.get("KEJIA_DEBUG"):
            raise
        return _refuse(CRASHED.filled(error=f"{type(error).__name__}: {error}").within(language), given)
    if given.json:
        print(json.dumps(check.as_json(language), ensure_ascii=False, indent=1))
    else:
        _print(check, language)
    return check.exit_code


def _check(given: argparse.Namespace) -> Check:
    basis, lines = _basis(given.basis)
    reading = Reading(given.on, given.blank == "no", sheet=given.sheet, columns=dict(given.column))
    body = None if given.body == "all" else Body(given.body)
    question = Question(given.on, body, Level(given.level), basis, reading, lines=lines)
    law = load_law(_law_folder(given.law))
    before = _open(given.before) if given.before else None
    return check_workbook(law, _open(given.roster), question, before)


def _open(path: str) -> Workbook:
    try:
        return open_workbook(Path(path).read_bytes(), Path(path).name)
    except OSError as error:
        why = error.strerror or str(error)
        raise UnusableFile(Text(f"读不到文件“{path}”：{why}", f"cannot read {path}: {why}")) from error
    except UnusableFile as error:
        name = Path(path).name
        raise UnusableFile(Text(f"{name}：{error.say.zh}", f"{name}: {error.say.en}")) from error


def _basis(path: str | None) -> tuple[Basis, tuple[Norm, ...]]:
    if path is None:
        return UNSET, ()
    import yaml  # inner import: slow, and only a basis file needs it here

    try:
        given = yaml.safe_load(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnusableBasis(Text(f"读不到口径文件“{path}”", f"cannot read the basis {path}")) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = "" if line is None else f"（第 {line + 1} 行）"
        raise UnusableBasis(
            Text(f"口径文件“{path}”{at}写法有误，每行应是“设置: 值”", f"{path}: {error}")
        ) from error
    return read_basis_and_lines(given or {})


def _law_folder(name: str) -> Path:
    folder = Path(name)
    return folder if folder.is_dir() else LAW_FOLDER / name


def _write_report(check: Check, path: Path, language: Language) -> None:
    from kejia.judging.report import write_report  # inner import: slow, and only a report needs it

    try:
        path.write_bytes(write_report(check, language))
    except OSError as error:
        why = error.strerror or str(error)
        raise UnusableFile(Text(f"写不了报告“{path}”：{why}", f"cannot write {path}: {why}")) from error


def _refuse(message: str, given: argparse.Namespace) -> int:
    if given.json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(message, file=sys.stderr)
    return UNUSABLE


def _print(check: Check, language: Language) -> None:
    def t(zh: str, en: str) -> str:
        return en if language == "en" else zh

    print(
        f"{check.law.title.within(language)}  {t('截至', 'on')} {check.on}  {t('名册', 'roster')} {check.roster.name}"
    )
    print(t(f"口径：{check.basis.source.zh}", f"basis: {check.basis.source.en}"))
    for body in check.bodies:
        print(f"\n{body.text_at(check.level).within(language)}")
        for finding in check.findings:
            if finding.body is body:
                _print_finding(finding, check, language)
    if check.problems:
        print(
            t(
                f"\n名册里有 {len(check.problems)} 处要看：",
                f"\nto look at in the roster: {len(check.problems)}",
            )
        )
        for p in check.problems[:PROBLEMS_SHOWN]:
            place = f"{p.sheet}!{p.column or ''}{p.row or ''}".rstrip("!")
            print(f"  {place + '  ' if place else ''}{p.say.within(language)}")
        if len(check.problems) > PROBLEMS_SHOWN:
            print(t("  ……其余见 --json 或报告", "  ... the rest in --json or the report"))


def _print_finding(finding: Finding, check: Check, language: Language) -> None:
    v = finding.verdict
    quote = Text(f"{v.norm.quote}（{v.norm.modality.text.zh}，{v.norm.id}，自 {v.version or '—'}）",
                 f"{v.norm.quote} ({v.norm.modality.text.en}, {v.norm.id}, since {v.version or '—'})")  # fmt: skip
    lines = [(WORDS, quote), (COUNTED, finding.counted), (BASIS, finding.basis)]
    if v.norm.reading:
        lines.append((READING, v.norm.reading))
    if finding.in_doubt and v.outcome is Outcome.CANNOT_TELL:
        people = [check.roster.people[i] for i in finding.in_doubt[:ASKED_ABOUT]]
        named = [f"{p.name or '—'} ({p.sheet}!{p.row})" for p in people] + ["…"] * (
            len(finding.in_doubt) > len(people)
        )
        lines.append((ASK_ABOUT, Text("、".join(named), ", ".join(named))))
    print(f"{SIGNS[v.outcome]} {v.norm.cited.within(language)}  {finding.say.within(language)}")
    for title, text in lines:
        print(f"    {title.within(language)}{text.within(language)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kejia check",
        description="核对名册 / judge a roster: which clauses are kept, by how much, and why.",
    )
    parser.add_argument("roster", metavar="ROSTER", help=".xlsx .xls .et .csv")
    parser.add_argument(
        "--body", required=True, choices=[*Body, "all"], metavar="BODY", help="|".join([*Body, "all"])
    )
    parser.add_argument(
        "--on",
        default=datetime.now(ZoneInfo("Asia/Shanghai")).date(),
        type=_day,
        metavar="YYYY-MM-DD",
        help="判断之日，默认今天 / the day judged, today by default",
    )
    parser.add_argument(
        "--before", metavar="OLD", help="上届名单 / the earlier list, for a share that is to fall"
    )
    parser.add_argument("--basis", metavar="FILE", help="口径文件（YAML 或 JSON） / the counting basis")
    parser.add_argument(
        "--blank", choices=["unknown", "no"], default="unknown", help="空白标注 / what a blank mark is"
    )
    parser.add_argument(
        "--level", choices=["province", "city", "county"], default="province", help="哪一级 / whose body"
    )
    parser.add_argument(
        "--law", default=PLAN, metavar="FOLDER", help="law/ 下的文件夹 / which document judges"
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        help="工作表；* 为表头相同的各表 / which sheet; * for all with the same header",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=_column,
        metavar="FIELD=LETTER",
        help="指定列，如 birth=E / which column a field is",
    )
    parser.add_argument("--json", action="store_true", help="一个 JSON 对象 / one JSON object")
    parser.add_argument("--report", metavar="OUT.xlsx", help="写出报告 / write the workbook")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"日期请写成 2017-06-30 / a day is written 2017-06-30, not {text!r}"
        ) from None


def _column(text: str) -> tuple[Field, str]:
    field, _, letter = text.partition("=")
    try:
        return Field(field), letter.strip().upper()
    except ValueError:
        known = ", ".join(Field)
        raise argparse.ArgumentTypeError(f"--column birth=E；可用 / known: {known}") from None
