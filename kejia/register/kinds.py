"""The kinds of things the register knows; stored by their values, named in both languages."""

from kejia.plain.worded import Worded


class Kind(Worded):
    """A kind of the register with its name."""


class OrganisationKind(Kind):
    """What an organisation is."""

    ASSOCIATION = "association", "科协", "association for science and technology"
    DEPARTMENT = "department", "机关内设机构", "internal department"
    INSTITUTION = "institution", "直属事业单位", "affiliated public institution"
    SOCIETY = "society", "学会", "learned society"
    BRANCH = "branch", "分支机构", "branch"
    CLUSTER = "cluster", "学会群", "society cluster"
    GRASSROOTS_UNIT = "grassroots_unit", "基层科协组织", "grassroots unit"
    TOWNSHIP_ASSOCIATION = "township_association", "乡镇街道科协", "township association"
    ENTERPRISE = "enterprise", "企业", "enterprise"
    UNIVERSITY = "university", "高等院校", "university"
    RESEARCH_INSTITUTE = "research_institute", "科研院所", "research institute"
    HOSPITAL = "hospital", "医疗卫生机构", "hospital"
    SCHOOL = "school", "学校", "school"
    GOVERNMENT_BODY = "government_body", "党政机关", "Party or government body"
    TOWNSHIP = "township", "乡镇街道", "township or subdistrict"
    OTHER = "other", "其他单位", "other unit"


class Level(Kind):
    """Whose organisation it is."""

    PROVINCE = "province", "省级", "provincial"
    CITY = "city", "市级", "city"
    COUNTY = "county", "县级", "county"
    TOWNSHIP = "township", "乡级", "township"
    NONE = "none", "不分级", "no level"


class RelationKind(Kind):
    """How one organisation stands to another; read as: the one in front is ... of the one behind."""

    PART_OF = "part_of", "隶属于", "is part of"
    SUPERVISED_BY = "supervised_by", "归口于", "is under the line supervision of"
    HOSTED_BY = "hosted_by", "挂靠于", "is hosted by"
    MEMBER_OF = "member_of", "是团体会员", "is an organisational member of"
    GUIDED_BY = "guided_by", "接受指导", "is guided by"
    MERGED_INTO = "merged_into", "并入", "was merged into"
    SPLIT_FROM = "split_from", "分自", "was split from"
    RENAMED_FROM = "renamed_from", "更名自", "was renamed from"


class OrganisationFactKind(Kind):
    """What can be said of an organisation from a day to a day."""

    NAME = "name", "名称", "name"
    SHORT_NAME = "short_name", "简称", "short name"
    LEVEL = "level", "级别", "level"
    DIVISION = "division", "行政区划代码", "division code (GB/T 2260)"
    CREDIT_CODE = "credit_code", "统一社会信用代码", "unified social credit code (GB 32100)"
    DISCIPLINE = "discipline", "学科代码", "discipline code (GB/T 13745)"
    INDUSTRY = "industry", "行业代码", "industry code (GB/T 4754)"
    ACTIVE = "active", "存续", "in being"
    INDEPENDENT = "independent", "独立建制", "independent body"
    CONDITIONS_MET = "conditions_met", "具备独立建制条件", "meets the conditions for independence"
    PARTY_ORGANISATION = "party_organisation", "党组织", "Party organisation"
    PILOT = "pilot", "试点", "pilot"
    FOUNDING_MODE = "founding_mode", "组建方式", "way of founding"
    INTERNAL_LEVELS = "internal_levels", "内设层级", "internal levels"
    FUNCTION = "function", "职能", "function"


class FunctionKind(Kind):
    """What a function of an organisation is; the first four belong to departments, the last to institutions (1.4)."""

    DESIGN = "design", "顶层设计", "top-level design"
    COORDINATE = "coordinate", "统筹协调", "coordination"
    PLAN = "plan", "规划指导", "planning and guidance"
    SUPERVISE = "supervise", "监督考核", "supervision and appraisal"
    CARRY_OUT = "carry_out", "落实实施", "carrying out"


class FoundingMode(Kind):
    """The four ways of founding a grassroots unit (12.2)."""

    ALONE = "alone", "单独组建", "alone"
    BY_AREA = "by_area", "区域联建", "by area"
    BY_TRADE = "by_trade", "行业统建", "by trade"
    THROUGH_HOST = "through_host", "依托组建", "through a host"


class PartyOrganisation(Kind):
    """How the Party is organised at a society's office (20.1)."""

    BRANCH = "branch", "独立支部", "own branch"
    JOINT_BRANCH = "joint_branch", "联合支部", "joint branch"
    INSTRUCTOR = "instructor", "党建指导员", "instructor"
    NONE = "none", "无", "none"


class EstablishmentKind(Kind):
    """Kinds of authorised numbers; each has its own document."""

    ADMINISTRATIVE = "administrative", "行政编制", "administrative headcount"
    CIVIL_SERVICE_MANAGED = "civil_service_managed", "参公事业编制", "headcount managed as civil service"
    PUBLIC_INSTITUTION = "public_institution", "事业编制", "institutions' headcount"
    LEADERS = "leaders", "领导职数", "leadership positions"
    DEPARTMENTS = "departments", "内设机构数", "number of internal departments"


class OfficeKind(Kind):
    """Posts, by what their holder is called. Seats of a body bring others with them (see `BRINGS`)."""

    DELEGATE = "delegate", "代表", "delegate"
    INVITED_DELEGATE = "invited_delegate", "特邀代表", "invited delegate"
    COMMITTEE_MEMBER = "committee_member", "委员", "committee member"
    STANDING_MEMBER = "standing_member", "常委", "standing member"
    PART_TIME_VICE_CHAIR = "part_time_vice_chair", "兼职副主席", "part-time vice-chair"
    VICE_CHAIR = "vice_chair", "副主席", "vice-chair"
    CHAIR = "chair", "主席", "chair"
    SOCIETY_DELEGATE = "society_delegate", "学会代表", "society delegate"
    DIRECTOR = "director", "理事", "director"
    STANDING_DIRECTOR = "standing_director", "常务理事", "standing director"
    VICE_PRESIDENT = "vice_president", "副理事长", "vice-president"
    PRESIDENT = "president", "理事长", "president"
    SECRETARY_GENERAL = "secretary_general", "秘书长", "secretary-general"
    AUDITOR_OF_COUNCIL = "auditor_of_council", "监事", "supervisor of the council"
    STAFF = "staff", "工作人员", "staff"
    HEAD = "head", "负责人", "head"
    IN_CHARGE = "in_charge", "科协工作负责人", "person in charge of the association's work"


class Capacity(Kind):
    """How somebody holds a post."""

    FULL_TIME = "full_time", "专职", "full-time"
    PART_TIME = "part_time", "兼职", "part-time"
    POSTED_IN = "posted_in", "挂职（来）", "temporarily posted in"
    POSTED_OUT = "posted_out", "挂职（去）", "temporarily posted out"
    LOAN = "loan", "借调", "on loan"


class PersonFactKind(Kind):
    """What can be said of a person from a day to a day."""

    NAME = "name", "姓名", "name"
    SEX = "sex", "性别", "sex"
    BIRTH = "birth", "出生", "birth"
    ETHNIC_GROUP = "ethnic_group", "民族", "ethnic group"
    PARTY = "party", "党派", "party"
    TITLE = "title", "职称", "title"
    EDUCATION = "education", "学历", "education"
    DEATH = "death", "去世", "death"


class ProtectedField(Kind):
    """What is shown masked, and read whole only for a purpose that the person can see."""

    DOCUMENT = "document", "证件号码", "identity number"
    BIRTH = "birth", "出生日期", "day of birth"
    PHONE = "phone", "电话", "phone"
    ADDRESS = "address", "住址", "address"
    ALL = "all", "全部个人信息", "all personal data"


class MarkKind(Kind):
    """Marks on a person, each with its basis, who certified it, and the paper."""

    GRASSROOTS_FRONTLINE = "grassroots_frontline", "基层和一线", "grassroots and front-line"
    FRONTLINE = "frontline", "一线", "front-line"
    LEADING_CADRE = "leading_cadre", "领导干部", "leading cadre"
    DUAL_ROLE = "dual_role", "双肩挑", "dual role"
    WORKER = "worker", "科技工作者", "science and technology worker"
    SCIPOP_WORKER = "scipop_worker", "科普工作者", "science-popularisation worker"
    RURAL_TALENT = "rural_talent", "农村实用人才", "rural talent"
    SECTOR = "sector", "界别", "sector"


class Side(Kind):
    """Of two records that are merged: the one whose id will lead elsewhere, and the one it will lead to."""

    LEAVING = "leaving", "并入的一条", "the one that leaves"
    STAYING = "staying", "保留的一条", "the one that stays"


class Right(Kind):
    """What a post may bring, or the console may give for some hours; each holds for the organisations in its scope."""

    SEE = "see", "查看内部名单", "see inside lists"
    SEE_PERSON = "see_person", "查看人员记录", "see a person's record"
    SEE_PROTECTED = "see_protected", "查看受保护的字段", "read protected fields"
    WRITE = "write", "登记和更正", "enter and correct facts"
    APPOINT = "appoint", "办理任免", "appoint and end appointments"
    MANAGE_POSTS = "manage_posts", "设置岗位和职权", "set up posts and what they may do"
    CONFIRM_CLAIMS = "confirm_claims", "确认账号认领", "confirm whose account it is"
    MERGE = "merge", "合并记录", "merge records"
    IMPORT = "import", "导入名单", "import lists"
    EXPORT = "export", "导出名单", "export lists"
    SET_BASES = "set_bases", "设定届次要求和口径", "set lines and counting bases"
    PUBLISH = "publish", "对外公布", "publish"
    ERASE = "erase", "清除个人信息", "erase a person's data"
    COUNTERSIGN = "countersign", "复核重大操作", "countersign the gravest acts"


NEVER_LENT = (Right.MANAGE_POSTS, Right.CONFIRM_CLAIMS, Right.ERASE, Right.COUNTERSIGN, Right.SEE_PROTECTED)
"""A stand-in acts for a post without these."""


class Scope(Kind):
    """How far a right of a post reaches; each takes in the one before."""

    OWN = "own", "本单位", "its own organisation"
    WITHIN = "within", "本单位及其组成部分", "its organisation and what is part of it"
    GUIDED = (
        "guided",
        "本单位及其归口、指导的单位",
        "its organisation and those it supervises or guides, at any depth",
    )
    ALL = "all", "全部单位", "all organisations"


class GraveAct(Kind):
    """What one person may not do alone: one asks, another with the right to countersign confirms within 24 hours."""

    ERASURE = "erasure", "清除一个人的个人信息", "erasure of a person's data"
    TECHNICAL_ROLE = "technical_role", "授予三员角色", "giving a technical role"
    MANY_NUMBERS = "many_numbers", "批量查看完整证件号码", "reading many whole identity numbers"
    BREAK_GLASS = "break_glass", "应急权限", "an emergency right"


class Sameness(Kind):
    """Why two records may be one person or one organisation; the surest first."""

    DOCUMENT = "document", "证件号码相同", "same number of an identity document"
    CREDIT_CODE = "credit_code", "统一社会信用代码相同", "same unified social credit code"
    NAME_BIRTH_EMPLOYER = "name_birth_employer", "姓名、出生、单位相同", "same name, birth and employer"
    NAME_DIVISION = "name_division", "名称、行政区划相同", "same name and division"


class MeasureKind(Kind):
    """Numbers of an organisation that a reform is measured against; each baseline has its own document."""

    DEPARTMENTS = "departments", "内设机构数", "number of internal departments"
    INSTITUTIONS = "institutions", "事业单位数", "number of institutions"
    INSTITUTION_HEADCOUNT = "institution_headcount", "核定事业编制数", "institutions' authorised headcount"
    HEADCOUNT = "headcount", "核定编制总数", "authorised headcount"
    LEVELS = "levels", "内设层级数", "number of internal levels"
