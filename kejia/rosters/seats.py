"""Which seats a cell gives a person, and which seats those bring with them (seats cumulate)."""

import re
from dataclasses import dataclass
from enum import IntFlag
from functools import reduce
from operator import or_

from kejia.plain.folding import folded, squeezed


class Seat(IntFlag):
    """Seats one person may hold at once."""

    NONE = 0
    DELEGATE = 1
    INVITED = 2
    MEMBER = 4
    STANDING = 8
    PART_TIME_VICE_CHAIR = 16
    VICE_CHAIR = 32
    FULL_TIME_VICE_CHAIR = 64
    CHAIR = 128
    DIRECTOR = 256
    STANDING_DIRECTOR = 512
    SOCIETY_CHAIR = 1024


BRINGS: dict[Seat, Seat] = {
    Seat.CHAIR: Seat.STANDING,
    Seat.PART_TIME_VICE_CHAIR: Seat.VICE_CHAIR,
    Seat.FULL_TIME_VICE_CHAIR: Seat.VICE_CHAIR,
    Seat.VICE_CHAIR: Seat.STANDING,
    Seat.STANDING: Seat.MEMBER,
    Seat.SOCIETY_CHAIR: Seat.STANDING_DIRECTOR,
    Seat.STANDING_DIRECTOR: Seat.DIRECTOR,
}
"""A vice-chair is a standing member, a standing member a committee member; a delegate only where the cell says so."""

_WORDS: tuple[tuple[str, Seat], ...] = (
    (r"特邀代表|特邀|(代表)?\(特邀(代表)?\)|代表\(特邀(代表)?\)", Seat.INVITED),
    (r"副理事长|副会长|理事长|会长", Seat.SOCIETY_CHAIR),
    (r"常务理事(会(成员)?)?", Seat.STANDING_DIRECTOR),
    (r"理事(会(成员)?)?", Seat.DIRECTOR),
    (r"兼职副主席|副主席\(兼职\)", Seat.PART_TIME_VICE_CHAIR),
    (r"(专职|驻会|挂职)副主席|副主席\((专职|驻会|挂职)\)", Seat.FULL_TIME_VICE_CHAIR),
    (r"副主席", Seat.VICE_CHAIR),
    (r"主席", Seat.CHAIR),
    (r"常务?委员(会(委员|成员)?)?|常委(会(委员|成员)?)?", Seat.STANDING),
    (r"(全委会?|全体)?委员(会(委员|成员)?)?|全委会?", Seat.MEMBER),
    (r"(大会|代表大会)?代表|代表大会", Seat.DELEGATE),
)
_AROUND = r"(第?[一二三四五六七八九十百\d]+[届次大]|全?省|市|县|区|科协|学会|协会|研究会|拟任|提名|推荐|候选|当选|正式|本届|新一届|现任)*"
_AFTER = r"(的|正式|候选人|人选|建议人选|预备人选|名单|名册|花名册|成员|候选|表|汇总|一览|人员|情况|信息)*"
_SEATS = tuple((re.compile(f"{_AROUND}({words}){_AFTER}"), seat) for words, seat in _WORDS)
_NO_SEAT = re.compile(
    r"列席(代表|人员)?|旁听|工作人员|嘉宾|来宾|领队|记者|服务人员|会务(人员)?|无|/|-|否|"
    r"(副)?秘书长|监事长?|监事会主席|(副)?主席团(成员|委员)?|名誉(主席|会长|理事长|委员|理事)|荣誉(主席|会长|委员)|顾问|会员"
)
"""What may stand beside a seat, or instead of one, and is none itself."""
_BETWEEN = re.compile(r"[、,;；/|+&\n]|兼(?!职)|及|和|暨|(?<=[委员代表理事席长])并")
_REMARK = re.compile(r"\([^()]*\)")
_SMELLS_OF_SEAT = re.compile(r"代表|委|理事|主席|会长|特邀|常")


@dataclass(frozen=True, slots=True)
class SeatsRead:
    """The seats of a cell with all they bring; `known` is False where some words are not understood."""

    seats: Seat
    known: bool
    blank: bool = False


def with_all_it_brings(seats: Seat) -> Seat:
    """The seats and, step by step, those they bring with them."""
    while True:
        wider = reduce(lambda got, pair: got | pair[1] if pair[0] & got else got, BRINGS.items(), seats)
        if wider == seats:
            return seats
        seats = wider


def read_seats(cell: object) -> SeatsRead:
    """The seats a cell names; several may stand in one cell, in any order.

    A remark in brackets is passed over, unless it names a seat (代表（特邀）).
    """
    text = cell[:200].strip() if isinstance(cell, str) else "" if cell is None else str(cell)
    if not text:
        return SeatsRead(Seat.NONE, known=False, blank=True)
    parts = _parts(text)
    reads = [_read_part(part) for part in parts]
    seats = reduce(or_, (seat for seat in reads if seat is not None), Seat.NONE)
    puzzling = [p for p, seat in zip(parts, reads, strict=True) if seat is None]
    if seats:  # beside a seat there may be a post, 副主席、党组书记
        puzzling = [part for part in puzzling if _SMELLS_OF_SEAT.search(part)]
    return SeatsRead(with_all_it_brings(seats), known=bool(parts) and not puzzling)


def seats_of_title(title: str) -> Seat:
    """The seats a sheet's name gives everyone on it (代表名单), none where it names none."""
    read = read_title(title)
    return read.seats if read.known else Seat.NONE


def read_title(title: str) -> SeatsRead:
    """The seats of a title or a heading: 二、特邀代表（20人）; 三、列席人员 is known to give none."""
    bare = re.sub(
        r"^\(?[一二三四五六七八九十\d]+[、.)]|附件\d*:?|\(?\d+[人名]\)?$|[:：]$", "", squeezed(title[:100])
    )
    return read_seats(re.sub(r"\([^)]*\)$", "", bare))


def _parts(text: str) -> list[str]:
    """The words of a cell; spaces part words only where the words without them mean nothing."""
    parts: list[str] = []
    for words in _BETWEEN.split("\n".join(folded(line) for line in text.splitlines())):
        whole = squeezed(words)
        if whole and (_is_read(whole) or " " not in words):
            parts.append(whole)
        else:
            parts += words.split()
    return parts


def _is_read(part: str) -> bool:
    return _find_seat(part) is not None or _NO_SEAT.fullmatch(part) is not None


def _find_seat(part: str) -> Seat | None:
    return next((seat for pattern, seat in _SEATS if pattern.fullmatch(part)), None)


def _read_part(part: str) -> Seat | None:
    """The seat of one word, Seat.NONE for a word known to be no seat, None for one that is not understood."""
    found = _find_seat(part)
    if found is not None:
        return found
    bare = _REMARK.sub("", part)
    if bare != part and not _SMELLS_OF_SEAT.search("".join(_REMARK.findall(part))):
        found = _find_seat(bare)
        if found is not None:
            return found
    return Seat.NONE if _NO_SEAT.fullmatch(bare) else None
