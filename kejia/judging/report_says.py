"""The words of the report, in both languages."""

from kejia.judging.findings import Check
from kejia.norms.basis import SETTINGS, Basis
from kejia.plain.text import Text

VERDICTS, COMPOSITION = Text("结论", "Verdicts"), Text("构成", "Composition")
IN_DOUBT, PEOPLE = Text("待核实", "To check"), Text("名单", "List")
VERDICTS_TITLE = Text("名册核对结论", "Verdicts on the roster")
COMPOSITION_TITLE = Text("构成情况统计表", "Composition")
IN_DOUBT_TITLE = Text("待核实事项", "What to check")
PEOPLE_TITLE = Text("名单（按姓氏笔画为序）", "List in the order of surname strokes")

HEAD = Text("依据：{law}　　截至：{on}　　名册：{roster}", "Law: {law}    On: {on}    Roster: {roster}")
BASIS = Text("口径：{basis}", "Basis: {basis}")
FOOT = Text("{roster}　截至 {on}", "{roster}, on {on}")
PEOPLE_COUNTED = Text("{n} 人", "{n}")
YES, NO = Text("是", "yes"), Text("否", "no")
UNTITLED = Text("（无文件名）", "(no file name)")


def titled(text: Text) -> Text:
    """The text with a capital letter in English, as it begins a title."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def head_lines(check: Check) -> tuple[Text, ...]:
    """What stands under the title of every sheet: the law, the day, the roster, the counting basis."""
    return (
        HEAD.filled(law=check.law.title, on=check.on, roster=check.roster.name or UNTITLED),
        BASIS.filled(basis=basis_line(check.basis)),
    )


def basis_line(basis: Basis) -> Text:
    """The basis with its document number and every setting made in it."""
    parts = [basis.source]
    for key, value in basis.settings().items():
        if key in ("title", "document") or value is None:
            continue
        shown = (YES if value else NO) if isinstance(value, bool) else Text(str(value), str(value))
        parts.append(Text(f"{SETTINGS[key].zh}：{shown.zh}", f"{SETTINGS[key].en}: {shown.en}"))
    return Text("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))
