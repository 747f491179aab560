"""The report's list: everyone of the bodies judged, in the official order of surname strokes, names as printed."""

import re
from collections.abc import Callable
from functools import lru_cache

from kejia.judging import report_says as says
from kejia.judging.composition import Members
from kejia.judging.findings import Check
from kejia.judging.report_cells import has_column, printed, words_of
from kejia.judging.report_paper import Book, Kind, Value
from kejia.plain.names import print_name
from kejia.plain.stroke_order import in_stroke_order, unknown_characters
from kejia.plain.text import Language, Text
from kejia.rosters.births import FirstLast
from kejia.rosters.cells import shown_birth
from kejia.rosters.headers import Field
from kejia.rosters.people import Person
from kejia.rosters.reading import Roster
from kejia.rosters.seats import Seat

NUMBER, NAME = Text("序号", "No."), Text("姓名", "Name")
SEATS, MARKS = Text("席位", "Seats"), Text("标注", "Marks")
TYPED = (
    (Field.UNIT, 28),
    (Field.POST, 17),
    (Field.TITLE, 14),
    (Field.SECTOR, 12),
    (Field.PARTY, 15),
)
"""Columns taken over as typed, where the roster has them, with their widths."""
SEATS_SHOWN = (
    (Seat.DELEGATE, Text("代表", "delegate")),
    (Seat.INVITED, Text("特邀代表", "invited delegate")),
)
RANKS_SHOWN = (
    (
        (Seat.CHAIR, Text("主席", "chair")),
        (Seat.PART_TIME_VICE_CHAIR, Text("兼职副主席", "part-time vice-chair")),
        (Seat.FULL_TIME_VICE_CHAIR, Text("专职副主席", "full-time vice-chair")),
        (Seat.VICE_CHAIR, Text("副主席", "vice-chair")),
        (Seat.STANDING, Text("常委", "standing member")),
        (Seat.MEMBER, Text("委员", "committee member")),
    ),
    (
        (Seat.SOCIETY_CHAIR, Text("理事长、副理事长一级", "president or vice-president")),
        (Seat.STANDING_DIRECTOR, Text("常务理事", "standing director")),
        (Seat.DIRECTOR, Text("理事", "director")),
    ),
)
"""Of each row the first that a person holds is shown; it brings the rest with it."""
_PRESIDENT = re.compile("副?(?:理事长|会长)")
NOT_KNOWN, OTHERS_NOT_KNOWN = Text("席位不明", "seats not known"), Text("另有不明", "others not known")
MARKS_SHOWN = (
    (Field.GRASSROOTS_FRONTLINE, Text("基层和一线", "grassroots and front-line")),
    (Field.FRONTLINE, Text("一线", "front-line")),
    (Field.LEADING_CADRE, Text("领导干部", "leading cadre")),
    (Field.SCIPOP_WORKER, Text("科普工作者", "science-popularisation worker")),
    (Field.RURAL_TALENT, Text("农村实用人才", "rural talent")),
)
NO_WORKER = Text("非科技工作者", "no S&T worker")
UNSURE = Text("{mark}？", "{mark}?")
LAST = Text(
    "“{characters}”不在笔画表中，含这些字的姓名按字排在最后，请人工定位。",
    "{characters} are not in the table of strokes; names with them come last and must be placed by hand.",
)
EXPLAINED = Text(
    "同一人只列一次；席位累计，只写最高一级。标注带“？”的是未标明、待核实的。",
    "Each person stands once; seats cumulate, the highest is named. A mark with ? is not known.",
)
CHARACTERS_NAMED = 40


def write_people(book: Book, check: Check, members: tuple[Members, ...]) -> None:
    """Write the sheet; `members` say who is in the bodies judged, for sure or perhaps."""
    language = book.language
    roster = check.roster
    typed = [(field, width, words_of(roster, field)) for field, width in TYPED if has_column(roster, field)]
    marks = _marks(roster)
    seats = words_of(roster, Field.SEAT) if roster.has_seats else []
    widths = (
        6,
        21,
        6,
        10,
        10,
        *(w for _, w, _ in typed),
        *((14,) if seats else ()),
        *((16,) if marks else ()),
    )
    foot = says.FOOT.filled(roster=roster.name, on=check.on).within(language)
    paper = book.sheet(says.PEOPLE, widths, landscape=True, foot=foot)
    paper.head(says.PEOPLE_TITLE.within(language), [line.within(language) for line in says.head_lines(check)])
    fields = (Field.SEX, Field.ETHNIC_GROUP, Field.BIRTH, *(f for f, _, _ in typed))
    columns = [
        NUMBER,
        NAME,
        *(says.titled(f.text) for f in fields),
        *([SEATS] if seats else []),
        *([MARKS] if marks else []),
    ]
    paper.header([c.within(language) for c in columns])
    kinds = [Kind.CENTRED, Kind.WORDS, *([Kind.CENTRED] * 3), *([Kind.WORDS] * (len(columns) - 5))]
    looks = book.looks(kinds)
    places = in_official_order(roster, {p for m in members for p in (*m.counted, *m.doubtful, *m.invited)})
    for number, place in enumerate(places, 1):
        person = roster.people[place]
        cells: list[Value] = [
            number,
            print_name(person.name, person.sex, person.ethnic_group),
            person.sex,
            person.ethnic_group,
            shown_month(person.birth),
            *(printed(words[place]) for _, _, words in typed),
        ]
        if seats:
            cells.append(shown_seats(person.seats, person.seats_known, seats[place]).within(language))
        if marks:
            cells.append(_shown_marks(person, marks, language == "en"))
        paper.row(cells, looks)
    paper.gap()
    paper.across(EXPLAINED.within(language), Kind.NOTE)
    missing = dict.fromkeys(c for place in places for c in unknown_characters(roster.people[place].name))
    if missing:
        paper.across(
            LAST.filled(characters="".join(list(missing)[:CHARACTERS_NAMED])).within(language), Kind.NOTE
        )


def in_official_order(roster: Roster, places: set[int]) -> list[int]:
    """The places by the strokes of the names; people without a name come last."""
    people = roster.people
    named = in_stroke_order(sorted(p for p in places if people[p].name), key=lambda place: people[place].name)
    return named + sorted(p for p in places if not people[p].name)


@lru_cache(maxsize=4096)
def shown_seats(seats: Seat, known: bool, typed: str) -> Text:
    """The seats, each chain by its highest; a society's president or vice-president by the word typed."""
    held = [text for seat, text in SEATS_SHOWN if seats & seat]
    for chain in RANKS_SHOWN:
        held += [text for seat, text in chain if seats & seat][:1]
    if seats & Seat.SOCIETY_CHAIR and (president := _PRESIDENT.search(typed)):
        english = "vice-president" if president[0].startswith("副") else "president"
        held = [Text(president[0], english) if text is RANKS_SHOWN[1][0][1] else text for text in held]
    if not known:
        held.append(OTHERS_NOT_KNOWN if held else NOT_KNOWN)
    return Text("、".join(t.zh for t in held), ", ".join(t.en for t in held))


def shown_month(birth: FirstLast | None) -> str:
    """The birth to the month, as lists print it (1975.03), even where the day is known; else as it is known."""
    if birth is not None and birth[0] // 100 == birth[1] // 100:
        return f"{birth[0] // 10_000:04d}.{birth[0] // 100 % 100:02d}"
    return shown_birth(birth)


def _marks(roster: Roster) -> list[tuple[Callable[[Person], int | None], Text, Text | None]]:
    """For each mark the roster has: how to get it, the word for yes, the word for no."""
    held = roster.marks()
    if Field.RANK in {f for t in roster.tables for f in t.header.columns}:
        held = held | {Field.LEADING_CADRE}
    shown = [(_getter(field), text, None) for field, text in MARKS_SHOWN if field in held]
    return [*shown, (_getter(Field.WORKER), Text("", ""), NO_WORKER)] if Field.WORKER in held else [*shown]


def _getter(field: Field) -> Callable[[Person], int | None]:
    def mark_of(person: Person) -> int | None:
        value: int | None = getattr(person, field.value)
        return value

    return mark_of


def _shown_marks(
    person: Person, marks: list[tuple[Callable[[Person], int | None], Text, Text | None]], english: bool
) -> str:
    language: Language = "en" if english else "zh"
    shown = []
    for mark_of, yes, no in marks:
        value = mark_of(person)
        if value == 1 and yes.zh:
            shown.append(yes)
        elif value == 0 and no is not None:
            shown.append(no)
        elif value is None:
            shown.append(UNSURE.filled(mark=yes if yes.zh else Field.WORKER.text))
    return (", " if english else "、").join(t.within(language) for t in shown)
