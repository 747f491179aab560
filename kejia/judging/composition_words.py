"""How the composition table groups what rosters write: titles by grade, education by degree, parties by name."""

import re

from kejia.plain.folding import squeezed
from kejia.plain.text import Text

UNKNOWN = Text("不详", "not known")
OTHER = Text("其他", "other")

SENIOR = Text("正高", "senior")
DEPUTY = Text("副高", "associate senior")
MIDDLE = Text("中级", "intermediate")
GRADES = (SENIOR, DEPUTY, MIDDLE, OTHER)

DOCTOR = Text("博士", "doctorate")
MASTER = Text("硕士", "master")
GRADUATE = Text("研究生（未注明博士、硕士）", "graduate school (degree not stated)")
BACHELOR = Text("大学本科", "bachelor")
COLLEGE = Text("大学专科", "junior college")
SCHOOL = Text("中专、高中及以下", "secondary school or below")
DEGREES = (DOCTOR, MASTER, BACHELOR, COLLEGE, SCHOOL)

PARTY_MEMBER = Text("中共党员", "Communist Party of China")
PARTIES: tuple[tuple[Text, str], ...] = (
    (Text("中共预备党员", "CPC, probationary"), r"(中共|中国共产党)?预备党员"),
    (PARTY_MEMBER, r"中共|中国共产党|共产党员?|党员"),
    (Text("民革", "Revolutionary Committee of the Kuomintang"), r"民革|(中国)?国民党革命委员会"),
    (Text("民盟", "China Democratic League"), r"民盟|(中国)?民主同盟"),
    (Text("民建", "China National Democratic Construction Association"), r"民建|(中国)?民主建国会"),
    (Text("民进", "China Association for Promoting Democracy"), r"民进|(中国)?民主促进会"),
    (Text("农工党", "Chinese Peasants' and Workers' Democratic Party"), r"(中国)?农工(民主)?党|农工"),
    (Text("致公党", "China Zhi Gong Party"), r"(中国)?致公党?"),
    (Text("九三学社", "Jiusan Society"), r"九三(学社)?"),
    (Text("台盟", "Taiwan Democratic Self-Government League"), r"台盟|台湾民主自治同盟"),
    (Text("无党派人士", "without party affiliation"), r"无党派(人士)?"),
    (Text("共青团员", "Communist Youth League"), r"(共青)?团员|共青团"),
    (Text("群众", "no party"), r"群众"),
)
_PARTIES = tuple((name, re.compile(f"({words})(党员|盟员|会员|社员|成员)?")) for name, words in PARTIES)

_TITLES = re.compile(
    r"""
    (?P<junior> 高级技[师工] | 高级工(?![程艺]) | [特首]\w?技师 | 助理(?!研究员|教授)\w*?[师员] | 助教 | 研究实习员
              | 技术员 | 初级 | 见习\w*师 | 住院医师 | [二三]级教师 )
  | (?P<middle> 讲师 | 助理研究员 | 助理教授 | 助研 | 主[治管]\w?[医药护技检]+师 | 三级(?:{arts}) )
  | (?P<deputy> 副教授 | 副研究馆?员 | 副研 | 副主任\w?[医药护技检]+师 | 副编审 | 副译审 | 副高 | 主任(?:记者|编辑)
              | 二级(?:{arts}) )
  | (?P<senior> 正高 | 教授级 | 研究员级 | 教高 | 教授 | 研究馆?员 | 主任\w?[医药护技检]+师 | 编审 | 译审 | 院士
              | 高级(?:记者|编辑) | 一级(?:{arts}) )
  | (?P<high>   高级\w*?[师员] | 高级教练 | 高工 )
  | (?P<plain>  兽医师 | 工程师 | 农艺师 | 畜牧师 | 经济师 | 会计师 | 审计师 | 统计师 | 实验师 | 工艺师 | 馆员
              | 编辑 | 记者 | 翻译 | 教练 | 一级教师 | 中级 )
    """.format(arts="演员|演奏员|作家|编剧|导演|指挥|作曲|美术师|律师|公证员|播音员"),
    re.VERBOSE,
)
_GRADE_OF = {"senior": SENIOR, "deputy": DEPUTY, "high": DEPUTY, "middle": MIDDLE, "plain": MIDDLE}
_NO_TITLE = re.compile(
    r"(客座|兼职|名誉|荣誉|特约|讲座)(副?教授|研究员)|副?总(工程|会计|经济|农艺|畜牧|统计|审计)师|(注册|执业)\w*?师"
)
_HIGH_ALONE = re.compile(r"高级(专业技术)?(职称|职务)?")

_DEGREES = (
    (DOCTOR, re.compile(r"博士")),
    (MASTER, re.compile(r"硕士|mba|mpa", re.IGNORECASE)),
    (GRADUATE, re.compile(r"研究生")),
    (BACHELOR, re.compile(r"本科|学士|专升本|双学位")),
    (COLLEGE, re.compile(r"大专|专科|高职")),
    (BACHELOR, re.compile(r"大学")),
    (SCHOOL, re.compile(r"中专|中技|技校|职高|高中|初中|小学|中学")),
)
_NEGATED = re.compile(r"非|党外|不是")
_DASHES = frozenset("-—–－/")


def grade_of_title(words: str, *, is_title: bool = True) -> Text:
    """The highest grade among the titles a cell names.

    `is_title` False is for a cell that may hold a post instead (职务/职称): words that name no title are then
    unknown, not 其他. 高级 alone does not tell 正高 from 副高 and is unknown.
    """
    text = squeezed(words)
    if not text or _HIGH_ALONE.fullmatch(text):
        return UNKNOWN
    named = [m.lastgroup or "" for m in _TITLES.finditer(_NO_TITLE.sub(" ", text))]
    grades = [_GRADE_OF.get(kind, OTHER) for kind in named]
    if not grades:
        return OTHER if is_title else UNKNOWN
    return min(grades, key=GRADES.index)


def degree_of(words: str) -> Text:
    """The highest education a cell names; what is not understood stays as typed, blank is unknown."""
    text = _words(words)
    if not text:
        return UNKNOWN
    return next((name for name, pattern in _DEGREES if pattern.search(text)), Text(text, text))


def party_of(words: str) -> Text:
    """The party by its usual short name; what is not understood stays as typed, blank is unknown.

    Who is in the CPC and in another party counts under the CPC.
    """
    text = _words(words)
    if not text:
        return UNKNOWN
    if not _NEGATED.search(text):
        parts = re.split(r"[、,;/()]", text)
        for name, pattern in _PARTIES:
            if any(pattern.fullmatch(part) for part in parts):
                return name
    return Text(text, text)


def as_typed(words: str) -> Text:
    """The words themselves, spaces squeezed out; blank or a dash is unknown."""
    text = _words(words)
    return Text(text, text) if text else UNKNOWN


def _words(typed: str) -> str:
    """Without spaces; a cell only struck through says nothing."""
    text = squeezed(typed)
    return "" if set(text) <= _DASHES else text
