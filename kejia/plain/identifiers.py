"""Citizens' identity numbers (GB 11643): the check character, the birth and sex they carry, and how they are masked.

`identity_documents` reads what people type; this is the arithmetic below it.
"""

import re
from functools import lru_cache

from kejia.plain.days import is_day

MASK = "*"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NUMBER = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)


def is_citizen_number(number: str) -> bool:
    """Eighteen characters with the right check character and a birth the calendar has.

    Division codes are not looked up: numbers issued in divisions since abolished stay valid for life.
    """
    if not _NUMBER.fullmatch(number):
        return False
    total = _weighed(number[:6], 0) + _weighed(number[6:14], 6) + _weighed(number[14:17], 14)
    return _CHECKS[total % 11] == number[17] and _is_birth(number[6:14])


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that seventeen digits ask for (ISO 7064 MOD 11-2)."""
    return _CHECKS[_weighed(first_seventeen, 0) % 11]


@lru_cache(maxsize=1 << 16)
def _weighed(digits: str, place: int) -> int:
    """The weighed sum of a run of digits from a place on; divisions, births and serials recur in any long list."""
    return sum(w * int(c) for w, c in zip(_WEIGHTS[place:], digits, strict=False))


@lru_cache(maxsize=1 << 16)
def _is_birth(digits: str) -> bool:
    return is_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def birth_of_citizen_number(number: str) -> int:
    """The birth (yyyymmdd) written in a number; says nothing of whether the number is right."""
    return int(number[6:14])


def sex_of_citizen_number(number: str) -> str:
    """男 or 女, from the seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"


def mask_number(number: str) -> str:
    """What may be shown: 3701**********1234 of an identity number, of a shorter one two characters at each end.

    Fewer than seven characters are masked altogether.
    """
    ends = 4 if len(number) >= 15 else 2 if len(number) >= 7 else 0
    return number[:ends] + MASK * (len(number) - 2 * ends) + number[len(number) - ends :]


def fits_mask(number: str, masked: str) -> bool:
    """Whether a whole number may be the one that was masked: equal in every place that is shown.

    Masks have no common form, so a run of stars may stand for more or fewer characters than it has.
    """
    shown = [re.escape(part) for part in re.split(re.escape(MASK) + "+", masked)]
    return re.fullmatch(".+".join(shown), number) is not None
