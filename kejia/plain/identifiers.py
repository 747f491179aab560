"""Citizens' identity numbers (GB 11643): the check character, and the birth they carry."""

import re

from kejia.plain.days import is_day

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NUMBER = re.compile(r"[1-9]\d{16}[\dX]")


def is_citizen_number(number: str) -> bool:
    """Eighteen characters with the right check character and a birth the calendar has.

    Division codes are not looked up: numbers issued in divisions since abolished stay valid for life.
    """
    if not _NUMBER.fullmatch(number):
        return False
    if _CHECKS[sum(w * int(c) for w, c in zip(_WEIGHTS, number[:17], strict=True)) % 11] != number[17]:
        return False
    birth = birth_of_citizen_number(number)
    return is_day(birth // 10_000, birth // 100 % 100, birth % 100)


def birth_of_citizen_number(number: str) -> int:
    """The birth (yyyymmdd) written in a number; says nothing of whether the number is right."""
    return int(number[6:14])


def sex_of_citizen_number(number: str) -> str:
    """男 or 女, from the seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"
