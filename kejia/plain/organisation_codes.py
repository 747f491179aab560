"""Unified social credit codes of organisations (GB 32100) with the organisation code inside them (GB 11714)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kejia.plain.folding import squeezed
from kejia.plain.text import Text

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters; I, O, S, V and Z are left out because they are mistaken for digits and other letters."""

_MISTAKEN = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(LENGTH - 1))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

EMPTY = Text(
    "没有填写统一社会信用代码；请按证书填写18位代码",
    "the unified social credit code is missing; enter the 18 characters of the certificate",
)
OLD_ORGANISATION_CODE = Text(
    "“{code}”是9位的组织机构代码，已停用；请填写证书上18位的统一社会信用代码（它的第9至17位就是组织机构代码）",
    "{code} is an organisation code of 9 characters, no longer in use; enter the 18-character unified social credit code, of which it is characters 9 to 17",
)
OLD_REGISTRATION_NUMBER = Text(
    "“{code}”像是15位的工商注册号，已停用；请填写营业执照上18位的统一社会信用代码",
    "{code} looks like a business registration number of 15 digits, no longer in use; enter the 18-character code of the licence",
)
WRONG_LENGTH = Text(
    "统一社会信用代码应为18位，现为{length}位；请对照证书补齐或删去多余的字符",
    "a unified social credit code has 18 characters, this has {length}; compare it with the certificate",
)
LETTER_NOT_USED = Text(
    "第{place}位是字母“{letter}”，统一社会信用代码不使用I、O、S、V、Z；请对照证书，可能是“{perhaps}”",
    "character {place} is the letter {letter}; these codes never use I, O, S, V or Z. Compare it with the certificate: perhaps {perhaps}",
)
BAD_CHARACTER = Text(
    "第{place}位是“{letter}”，统一社会信用代码只有数字和大写字母；请对照证书重新填写",
    "character {place} is {letter}; these codes have only digits and capital letters. Enter it again from the certificate",
)
DIVISION_NOT_DIGITS = Text(
    "第3至8位是登记机关的行政区划代码，应全为数字，现为“{division}”；请对照证书重新填写",
    "characters 3 to 8 are the division of the registering authority and must be digits, not {division}; compare them with the certificate",
)
WRONG_CHECK = Text(
    "末位校验码与前17位不符，有一位或几位填错；请对照证书逐位核对",
    "the last character does not fit the first 17: one or more characters are wrong. Compare each with the certificate",
)
WRONG_INNER_CHECK = Text(
    "第9至17位“{inner}”不是有效的组织机构代码（第17位校验码不符）；请对照证书核对，仍不符请向登记机关查询",
    "characters 9 to 17, {inner}, are no valid organisation code (its own check, character 17, does not fit); compare them with the certificate, then ask the registering authority",
)


class OrganisationKind(StrEnum):
    """What the first two characters say an organisation is; OTHER is everything the register treats alike."""

    SOCIETY = "society"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise"
    FOUNDATION = "foundation"
    ORGAN = "organ"
    INSTITUTION = "institution"
    MASS_ORGANISATION = "mass_organisation"
    TRADE_UNION = "trade_union"
    ENTERPRISE = "enterprise"
    SOLE_TRADER = "sole_trader"
    COOPERATIVE = "cooperative"
    COLLECTIVE = "collective"
    OTHER = "other"


KIND_NAMES = {
    OrganisationKind.SOCIETY: Text("社会团体", "society"),
    OrganisationKind.PRIVATE_NON_ENTERPRISE: Text(
        "民办非企业单位（社会服务机构）", "private non-enterprise unit"
    ),
    OrganisationKind.FOUNDATION: Text("基金会", "foundation"),
    OrganisationKind.ORGAN: Text("机关", "state or Party organ"),
    OrganisationKind.INSTITUTION: Text("事业单位", "public institution"),
    OrganisationKind.MASS_ORGANISATION: Text(
        "编办直接管理机构编制的群众团体", "mass organisation with authorised headcount"
    ),
    OrganisationKind.TRADE_UNION: Text("工会", "trade union"),
    OrganisationKind.ENTERPRISE: Text("企业", "enterprise"),
    OrganisationKind.SOLE_TRADER: Text("个体工商户", "sole trader"),
    OrganisationKind.COOPERATIVE: Text("农民专业合作社", "farmers' cooperative"),
    OrganisationKind.COLLECTIVE: Text("农村集体经济组织", "rural collective"),
    OrganisationKind.OTHER: Text("其他组织", "other organisation"),
}
_KINDS = {
    "11": OrganisationKind.ORGAN,
    "12": OrganisationKind.INSTITUTION,
    "13": OrganisationKind.MASS_ORGANISATION,
    "51": OrganisationKind.SOCIETY,
    "52": OrganisationKind.PRIVATE_NON_ENTERPRISE,
    "53": OrganisationKind.FOUNDATION,
    "81": OrganisationKind.TRADE_UNION,
    "91": OrganisationKind.ENTERPRISE,
    "92": OrganisationKind.SOLE_TRADER,
    "93": OrganisationKind.COOPERATIVE,
    "A1": OrganisationKind.INSTITUTION,
    **{f"N{number}": OrganisationKind.COLLECTIVE for number in range(1, 4)},
}
REGISTRARS = {
    "1": Text("机构编制部门", "establishment (headcount) office"),
    "2": Text("外交部门", "foreign affairs"),
    "3": Text("司法行政部门", "justice administration"),
    "4": Text("文化部门", "culture"),
    "5": Text("民政部门", "civil affairs"),
    "6": Text("旅游部门", "tourism"),
    "7": Text("宗教部门", "religious affairs"),
    "8": Text("工会", "trade unions"),
    "9": Text("市场监督管理部门", "market regulation"),
    "A": Text(
        "中央军委改革和编制办公室", "reform and establishment office of the Central Military Commission"
    ),
    "N": Text("农业农村部门", "agriculture"),
}
OTHER_REGISTRAR = Text("其他登记机关", "another authority")


@dataclass(frozen=True, slots=True)
class OrganisationCode:
    """A code whose two check characters are right."""

    code: str

    @property
    def kind(self) -> OrganisationKind:
        """By the first two characters; a pair the standard does not list is OTHER, for lists grow."""
        return _KINDS.get(self.code[:2], OrganisationKind.OTHER)

    @property
    def registrar(self) -> Text:
        """Which authority registered it, by the first character."""
        return REGISTRARS.get(self.code[0], OTHER_REGISTRAR)

    @property
    def division(self) -> str:
        """The six digits of the registering authority's division on the day of registration; 100000 is national."""
        return self.code[2:8]

    @property
    def inner(self) -> str:
        """The organisation code of GB 11714, eight characters and its check."""
        return self.code[8:17]


def read_organisation_code(text: str) -> OrganisationCode | Text:
    """The code that was typed (any width, case, spaces or hyphens), or why it is none and what to do."""
    code = squeezed(text).replace("-", "").upper()
    if not code:
        return EMPTY
    if len(code) == 9 and is_inner_code(code):
        return OLD_ORGANISATION_CODE.filled(code=f"{code[:8]}-{code[8]}")
    if len(code) == 15 and code.isascii() and code.isdigit():
        return OLD_REGISTRATION_NUMBER.filled(code=code)
    if len(code) != LENGTH:
        return WRONG_LENGTH.filled(length=len(code))
    for place, letter in enumerate(code, 1):
        if letter in _MISTAKEN:
            return LETTER_NOT_USED.filled(place=place, letter=letter, perhaps=_MISTAKEN[letter])
        if letter not in ALPHABET:
            return BAD_CHARACTER.filled(place=place, letter=letter)
    if not code[2:8].isdigit():
        return DIVISION_NOT_DIGITS.filled(division=code[2:8])
    if check_character(code[:17]) != code[17]:
        return WRONG_CHECK
    if not is_inner_code(code[8:17]):
        return WRONG_INNER_CHECK.filled(inner=code[8:17])
    return OrganisationCode(code)


def complete_organisation_code(kind: str, division: str, body: str) -> OrganisationCode:
    """A whole code from its first two characters, six digits and eight characters: for invented organisations.

    Raises ValueError where no code can have these parts.
    """
    inner = body + inner_check_character(body)
    seventeen = kind + division + inner
    read = read_organisation_code(seventeen + check_character(seventeen))
    if isinstance(read, Text):
        raise ValueError(read.en)
    return read


def check_character(first_seventeen: str) -> str:
    """The eighteenth character (remainder 0 asks for 0: the second modulo keeps it inside the alphabet)."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(_WEIGHTS, first_seventeen, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def inner_check_character(body: str) -> str:
    """The ninth character of an organisation code: 11 less the remainder, 10 written X, 11 written 0."""
    check = 11 - sum(w * int(c, 36) for w, c in zip(_INNER_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(check, str(check))


def is_inner_code(code: str) -> bool:
    """Whether nine characters are an organisation code of GB 11714, without its hyphen."""
    return re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code) is not None and inner_check_character(code[:8]) == code[8]
