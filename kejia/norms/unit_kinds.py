"""What a norm may say of organisations: whom it addresses, which mark or number it looks at."""

from kejia.plain.worded import Worded


class Family(Worded):
    """Kinds of organisations a norm can address; the register sorts each organisation into one of them."""

    PROVINCIAL_ASSOCIATION = "provincial_association", "省科协", "provincial association"
    CITY_ASSOCIATION = "city_association", "市科协", "city association"
    COUNTY_ASSOCIATION = "county_association", "县（市、区）科协", "county association"
    DEPARTMENT = "department", "省科协机关内设机构", "department of the provincial association"
    INSTITUTION = "institution", "省科协直属事业单位", "institution of the provincial association"
    SOCIETY = "society", "省级学会", "provincial society"
    TOWNSHIP = "township", "乡镇、街道", "township or subdistrict"


UNPLACED = {
    Family.PROVINCIAL_ASSOCIATION: "unplaced_association",
    Family.CITY_ASSOCIATION: "unplaced_association",
    Family.COUNTY_ASSOCIATION: "unplaced_association",
    Family.DEPARTMENT: "unplaced_department",
    Family.INSTITUTION: "unplaced_institution",
    Family.SOCIETY: "unplaced_society",
}
"""The family of an organisation that may belong here: its level, or what it is part of, is not on record."""


class UnitMark(Worded):
    """Yes, no or unknown about an organisation; each is a column of the relation `units`."""

    INDEPENDENT = "independent", "独立建制", "an independent body"
    CONDITIONS_MET = "conditions_met", "具备独立建制条件", "conditions for independence met"
    IN_CHARGE = "in_charge", "有人负责科协工作", "somebody in charge of the association's work"
    PARTY_ORGANISATION = "party_organisation", "有党组织或党建指导员", "Party organisation or instructor"
    PILOT = "pilot", "试点", "pilot"
    ONE_SUPERVISOR = "one_supervisor", "有归口部室", "one supervising department"
    FUNCTIONS_FIT = "functions_fit", "职能与单位性质相符", "functions fit the kind of unit"
    FUNCTIONS_SOLE = "functions_sole", "职能不与其他单位重复", "functions shared with no other unit"
    ENDED = "ended", "已终止并有文号", "ended, with document number"
    FOUNDED = "founded", "已成立并有文号", "founded, with document number"
    POOL_HOLDS = "pool_holds", "在编人数不超过核定事业编制", "staff within the institutions' headcount"
    HEADCOUNT_CUT = "headcount_cut", "已精简编制", "headcount already cut"
    SUPERVISOR_DOCUMENTED = (
        "supervisor_documented",
        "归口有文号和起始日",
        "line supervision with document number and day",
    )
    CHARGE_DOCUMENTED = (
        "charge_documented",
        "负责人有任职文号和起始日",
        "posting in charge with document number and day",
    )


class UnitNumber(Worded):
    """A number of an organisation; `units` has it twice, `_low` and `_high`, and the baseline as `base_`."""

    DEPARTMENTS = "departments", "内设机构数", "number of internal departments"
    INSTITUTIONS = "institutions", "事业单位数", "number of institutions"
    INSTITUTION_HEADCOUNT = "institution_headcount", "核定事业编制数", "institutions' authorised headcount"
    HEADCOUNT = "headcount", "核定编制总数", "authorised headcount"
    LEVELS = "levels", "内设层级数", "number of internal levels"
    POSTED_IN = "posted_in", "来挂职人数", "number of people temporarily posted in"
    PILOTS = "pilots", "试点学会数", "number of pilot societies"
    STAFF = "staff", "在岗工作人员数", "number of staff"


class PostMark(Worded):
    """Yes, no or unknown about one official's part-time post; each is a column of the relation `posts`."""

    APPROVED = "approved", "兼职经批准", "approved"
    UNPAID = "unpaid", "兼职不取酬", "unpaid"
    WITHIN_TERMS = "within_terms", "任期不超过批准的届数", "within the terms approved"


NUMBERS_WITH_BASELINE = (
    UnitNumber.DEPARTMENTS,
    UnitNumber.INSTITUTIONS,
    UnitNumber.INSTITUTION_HEADCOUNT,
    UnitNumber.HEADCOUNT,
    UnitNumber.LEVELS,
)
"""Numbers that a frozen baseline can be held against."""

UNIT_COLUMNS = (
    *("organisation", "family", "active", "bare_name"),
    *UnitMark,
    *(f"{number}_{end}" for number in UnitNumber for end in ("low", "high")),
    *(f"base_{number}" for number in NUMBERS_WITH_BASELINE),
)
"""The columns of `units`, in order. All but family and bare_name are whole numbers or null."""

POST_COLUMNS = ("organisation", "person", "official", *PostMark)
"""The columns of `posts`, in order: an official's part-time post in a society; `official` is null where not known."""
