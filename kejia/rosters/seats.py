"""Which seats a cell gives a person, and which seats those bring with them (seats cumulate)."""

import re
from dataclasses import dataclass
from enum import IntFlag
from functools import reduce

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
    (r"特邀代表|特邀", Seat.INVITED),
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
_AROUND = r"(第?[一二三四五六七八九十百\d]+[届次]|省|市|县|区|科协|学会|协会|研究会|拟任|提名|推荐|候选|当选|正式|本届|新一届)*"
_AFTER = r"(的|正式|候选人|人选|建议人选|预备人选|名单|名册|花名册|成员|候选|表|汇总|一览)*"
_SEATS = tuple((re.compile(f"{_AROUND}({words}){_AFTER}"), seat) for words, seat in _WORDS)
_OUTSIDE = re.compile(r"列席(代表|人员)?|旁听|工作人员|嘉宾|来宾|领队|记者|服务人员|会务(人员)?|无|/|-")
_BETWEEN = re.compile(r"[、,;；/|+&]|\s+|兼(?!职)|及|和|暨")


@dataclass(frozen=True, slots=True)
class SeatsRead:
    """The seats of a cell with all they bring; `known` is False where the words are not understood."""

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
    """The seats a cell names; several may stand in one cell, in any order."""
    text = folded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
    if not text:
        return SeatsRead(Seat.NONE, known=False, blank=True)
    seats, understood = Seat.NONE, True
    for part in _parts(text):
        found = next((seat for pattern, seat in _SEATS if pattern.fullmatch(part)), None)
        if found is not None:
            seats |= found
        elif not _OUTSIDE.fullmatch(part):
            understood = False
    return SeatsRead(with_all_it_brings(seats), known=understood or bool(seats))


def seats_of_title(title: str) -> Seat:
    """The seats a sheet's name gives everyone on it (代表名单), none where it names none."""
    read = read_seats(re.sub(r"^[一二三四五六七八九十\d]+[、.]|\([^)]*\)$|附件\d*:?", "", squeezed(title)))
    return read.seats if read.known else Seat.NONE


def _parts(text: str) -> list[str]:
    if any(pattern.fullmatch(squeezed(text)) for pattern, _ in _SEATS):
        return [squeezed(text)]
    return [part for part in _BETWEEN.split(text) if part]
