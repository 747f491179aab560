"""Identity documents of people as they are typed: which kind a number is, its normal form, and why it is not right.

Citizens' cards, residence permits of people from Hong Kong, Macao and Taiwan, and foreigners' cards of 2023 carry
a check character; the other kinds are known by their shape alone, so that being read says little of being real.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kejia.plain import says_of_documents as says
from kejia.plain.days import YEAR, day_number, is_day, shown_day
from kejia.plain.folding import squeezed
from kejia.plain.identifiers import MASK, birth_of_citizen_number, check_character, sex_of_citizen_number
from kejia.plain.text import Text


class DocumentKind(StrEnum):
    """The kinds of document that a person may be registered by."""

    CITIZEN_CARD = "citizen_card"
    RESIDENCE_PERMIT = "residence_permit"  # 港澳台居民居住证, since 2018-09-01
    HONG_KONG_MACAO_PERMIT = "hong_kong_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    FOREIGNER_CARD = "foreigner_card"
    PASSPORT = "passport"


KIND_NAMES = {
    DocumentKind.CITIZEN_CARD: Text("居民身份证", "citizen's identity card"),
    DocumentKind.RESIDENCE_PERMIT: Text(
        "港澳台居民居住证", "residence permit for Hong Kong, Macao and Taiwan residents"
    ),
    DocumentKind.HONG_KONG_MACAO_PERMIT: Text(
        "港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents"
    ),
    DocumentKind.TAIWAN_PERMIT: Text("台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents"),
    DocumentKind.FOREIGNER_CARD: Text("外国人永久居留身份证", "foreign permanent resident identity card"),
    DocumentKind.PASSPORT: Text("护照", "passport"),
}
_WORDS = {
    **{name.zh: kind for kind, name in KIND_NAMES.items()},
    **dict.fromkeys(("身份证", "二代身份证", "第二代身份证", "公民身份证"), DocumentKind.CITIZEN_CARD),
    **dict.fromkeys(("港澳居民居住证", "台湾居民居住证"), DocumentKind.RESIDENCE_PERMIT),
    **dict.fromkeys(
        ("回乡证", "港澳居民通行证", "港澳居民来往内地通行证(非中国籍)"), DocumentKind.HONG_KONG_MACAO_PERMIT
    ),
    **dict.fromkeys(("台胞证", "台湾居民通行证"), DocumentKind.TAIWAN_PERMIT),
    **dict.fromkeys(
        ("外国人永久居留证", "外国人永居证", "永久居留身份证", "五星卡"), DocumentKind.FOREIGNER_CARD
    ),
    **dict.fromkeys(("中国护照", "外国护照", "普通护照"), DocumentKind.PASSPORT),
}
_RESIDENCE_DIVISIONS = ("810000", "820000", "830000")
_LIKE_CITIZEN = frozenset(
    {DocumentKind.CITIZEN_CARD, DocumentKind.RESIDENCE_PERMIT, DocumentKind.FOREIGNER_CARD}
)
_EARLIEST_BIRTH = 1900 * YEAR
_DIGITS = frozenset("0123456789")
_PUNCTUATION = str.maketrans(dict.fromkeys("-－—()（）<>[]", ""))
_MASKING = re.compile(r"[*●•×★#]|X{3,}")
_AS_NUMBER = re.compile(r"\d[.]\d+E[+]?\d+|\d+E[+]\d+|\d{16,}[.]0+")
_OLD_FOREIGNER_CARD = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)
_BY_SHAPE = {
    DocumentKind.HONG_KONG_MACAO_PERMIT: (
        re.compile(r"[HM](\d{8}|\d{10}|A\d{7})", re.ASCII),
        says.NOT_A_HONG_KONG_MACAO_PERMIT,
    ),
    DocumentKind.TAIWAN_PERMIT: (re.compile(r"\d{8}(\d{2}[A-Z\d]?)?", re.ASCII), says.NOT_A_TAIWAN_PERMIT),
    DocumentKind.PASSPORT: (re.compile(r"(?=(.*\d){4})[A-Z\d]{5,10}", re.ASCII), says.NOT_A_PASSPORT),
}


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """What a typed number is: the kind it looks like, its normal form, and why it is not accepted (None: it is)."""

    kind: DocumentKind | None
    number: str
    why_not: Text | None = None

    @property
    def lasting(self) -> str:
        """The part that stays when the document is renewed, by which the same person is found again."""
        if self.kind is DocumentKind.HONG_KONG_MACAO_PERMIT:
            return self.number[:9]
        return self.number[:8] if self.kind is DocumentKind.TAIWAN_PERMIT else self.number

    @property
    def birth(self) -> int | None:
        """The birth (yyyymmdd) that an accepted number of eighteen characters carries."""
        return birth_of_citizen_number(self.number) if self._is_like_citizen() else None

    @property
    def sex(self) -> str | None:
        """男 or 女 where the number says it; a foreigner's card does not promise to."""
        is_ours = self._is_like_citizen() and self.kind is not DocumentKind.FOREIGNER_CARD
        return sex_of_citizen_number(self.number) if is_ours else None

    @property
    def division(self) -> str | None:
        """The six digits of the division where the number was given, however long ago."""
        is_card = self.kind is DocumentKind.CITIZEN_CARD and self._is_like_citizen()
        return self.number[:6] if is_card else None

    def _is_like_citizen(self) -> bool:
        return self.why_not is None and self.kind in _LIKE_CITIZEN and len(self.number) == 18


def find_document_kind(word: str) -> DocumentKind | None:
    """The kind that a word in a column 证件种类 names; 往来港澳通行证 identifies nobody here and is none."""
    return _WORDS.get(squeezed(word))


def read_identity_document(
    text: str, kind: DocumentKind | None = None, *, on: date | None = None
) -> DocumentRead:
    """Read a number, of a stated kind or of the only kind it can be; with `on`, nobody is born after that day.

    What may be several kinds is not guessed at: M12345678 is a Macao permit and a Korean passport, a few digits
    a Taiwan permit, a telephone number, or the half of something longer.
    """
    number = squeezed(text).upper()
    if not number:
        return DocumentRead(kind, "", says.EMPTY)
    if _AS_NUMBER.fullmatch(number):
        return DocumentRead(kind or DocumentKind.CITIZEN_CARD, number, says.STORED_AS_NUMBER)
    number = _MASKING.sub(lambda run: MASK * len(run[0]), number.translate(_PUNCTUATION))
    if MASK in number:
        return DocumentRead(kind or _kind_of_masked(number), number, says.MASKED)
    if kind is None:
        fitting = _kinds_of(number)
        if not fitting:
            return DocumentRead(None, number, says.UNKNOWN_SHAPE.filled(number=number))
        if len(fitting) > 1 or (fitting[0] in _BY_SHAPE and number[0] in _DIGITS):
            return DocumentRead(None, number, says.AMBIGUOUS.filled(number=number, kinds=_named(fitting)))
        kind = fitting[0]
    return DocumentRead(kind, number, _fault(number, kind, on))


def _kinds_of(number: str) -> list[DocumentKind]:
    """The kinds a number can be when nobody says which."""
    if _OLD_FOREIGNER_CARD.fullmatch(number) or (len(number) == 18 and number[0] == "9"):
        return [DocumentKind.FOREIGNER_CARD]
    if len(number) == 18 and number[:6] in _RESIDENCE_DIVISIONS:
        return [DocumentKind.RESIDENCE_PERMIT]
    if sum(character in _DIGITS for character in number) >= 12:
        return [DocumentKind.CITIZEN_CARD]  # too long for anything else: a citizen's number, right or wrong
    return [kind for kind, (shape, _) in _BY_SHAPE.items() if shape.fullmatch(number)]


def _kind_of_masked(number: str) -> DocumentKind | None:
    return DocumentKind.CITIZEN_CARD if len(number) == 18 and number[0] != "9" else None


def _named(kinds: list[DocumentKind]) -> Text:
    names = [KIND_NAMES[kind] for kind in kinds]
    return Text("、".join(name.zh for name in names), " or ".join(name.en for name in names))


def _fault(number: str, kind: DocumentKind, on: date | None) -> Text | None:
    """Why a number is none of its kind, None where it is one."""
    if kind in _BY_SHAPE:
        shape, said = _BY_SHAPE[kind]
        return None if shape.fullmatch(number) else said
    if kind is DocumentKind.FOREIGNER_CARD:
        if _OLD_FOREIGNER_CARD.fullmatch(number):
            return None
        if len(number) != 18 or number[0] != "9":
            return says.NOT_A_FOREIGNER_CARD
    return _fault_of_eighteen(number, on) or _fault_of_division(number[:6], kind)


def _fault_of_eighteen(number: str, on: date | None) -> Text | None:
    """What is wrong with a number built like a citizen's."""
    if len(number) == 15 and set(number) <= _DIGITS:
        return says.FIFTEEN_DIGITS
    if len(number) != 18:
        return says.NOT_EIGHTEEN.filled(length=len(number))
    for place, character in enumerate(number, 1):
        if character not in _DIGITS and not (place == 18 and character == "X"):
            return says.NOT_A_DIGIT.filled(place=place, character=character)
    if check_character(number[:17]) != number[17]:
        return says.PERHAPS_AS_NUMBER if number.endswith("000") else says.WRONG_CHECK
    birth = birth_of_citizen_number(number)
    if birth < _EARLIEST_BIRTH or not is_day(birth // YEAR, birth // 100 % 100, birth % 100):
        return says.IMPOSSIBLE_BIRTH.filled(birth=number[6:14])
    if on is not None and birth > day_number(on):
        return says.BORN_LATER.filled(birth=shown_day(birth), on=on.isoformat())
    return None


def _fault_of_division(division: str, kind: DocumentKind) -> Text | None:
    """Whether the first six digits belong to another kind; which county they name is not looked up."""
    if kind is DocumentKind.RESIDENCE_PERMIT:
        return None if division in _RESIDENCE_DIVISIONS else says.NOT_A_RESIDENCE_PERMIT
    if kind is DocumentKind.CITIZEN_CARD:
        if division[0] == "0":
            return says.IMPOSSIBLE_DIVISION.filled(division=division)
        if division[0] == "9":
            return says.ANOTHER_KIND.filled(kind=KIND_NAMES[DocumentKind.FOREIGNER_CARD])
        if division in _RESIDENCE_DIVISIONS:
            return says.ANOTHER_KIND.filled(kind=KIND_NAMES[DocumentKind.RESIDENCE_PERMIT])
    return None
