"""Which party somebody belongs to, as lists write it: one set of words for Python and for PostgreSQL."""

import re

COMMUNIST = r"^((中共|中国共产党)(预备)?(党员)?|共产党员?|预备党员|党员)$"
"""A member of the Communist Party, full or on probation."""
NON_PARTY = (
    r"^(民革|(中国)?国民党革命委员会|民盟|(中国)?民主同盟|民建|(中国)?民主建国会|民进|(中国)?民主促进会"
    r"|(中国)?农工(民主)?党|农工|(中国)?致公党?|九三(学社)?|台盟|台湾民主自治同盟|无党派(人士)?)(党员|盟员|会员|社员|成员)?$"
)
"""A member of one of the eight democratic parties, or without party affiliation (无党派人士)."""


def is_non_party(written: str) -> int | None:
    """1 for the eight democratic parties and 无党派人士, 0 for the Communist Party, None for anything else.

    群众 and 共青团员 are None: whether somebody counts as 无党派人士 is not told by either.
    """
    word = written.strip()
    if re.search(NON_PARTY, word):
        return 1
    return 0 if re.search(COMMUNIST, word) else None
