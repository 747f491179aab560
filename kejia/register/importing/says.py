"""What is said of rows of a list."""

from kejia.plain.text import Text

DIFFERS = Text(
    "登记的{what}是“{held}”，表中是“{given}”；导入只补充，不改已登记的，请核对后改表，或先在登记册更正",
    "the register says {what} {held}, the list {given}; an import adds and never corrects: change the list, or correct the register first",
)
OTHER_NAME = Text(
    "这个证件号码登记在 {id} 号人员名下，姓名是“{held}”；请核对号码和姓名",
    "this number belongs to person {id}, named {held}; check number and name",
)
SEVERAL_PEOPLE = Text(
    "有 {count} 人相符（{ids} 号）；请补填证件号码",
    "{count} people fit ({ids}); add the number of an identity document",
)
NOT_ENOUGH = Text(
    "只有姓名，认不出是谁；请补填证件号码，或出生年月和工作单位",
    "a name alone tells nobody apart; add an identity document, or birth and employer",
)
NOBODY = Text(
    "登记册里没有这个人；请先导入人员，或核对姓名、出生年月、工作单位",
    "the register holds no such person; import people first, or check name, birth and employer",
)
TWICE = Text("与第 {line} 行是同一个人；请删去一行", "the same person as row {line}; delete one of the rows")
TWICE_IN_ROSTER = Text(
    "与 {where} 是同一个人；请在名册里合成一行再登记",
    "the same person as {where}; make one row of both in the roster first",
)
SEVERAL_ALIKE = Text(
    "这个单位有 {count} 个“{office}”岗位，名册分不出是哪一个；请用任职名单导入，写明职务名称",
    "the organisation has {count} posts of {office}, and a roster does not tell which; use a list of appointments with titles",
)
TWICE_ORGANISATION = Text(
    "与第 {line} 行是同一单位；请删去一行", "the same organisation as row {line}; delete one of the rows"
)
PERHAPS = Text(
    "与 {ids} 号人员姓名、出生相同而单位不同，将作为新人登记；如是同一人，请填证件号码或统一单位名称",
    "same name and birth as person {ids}, another employer: will be entered as new; if it is the same person, give the document or the same employer",
)
PERHAPS_ORGANISATION = Text(
    "与 {ids} 号单位同名而区划不同，将作为新单位登记",
    "same name as organisation {ids} in another division: will be entered as new",
)
OTHER_KIND = Text(
    "登记册里 {id} 号单位是{held}，表中是{given}；请核对种类",
    "organisation {id} is a {held} in the register, a {given} in the list; check its kind",
)
NO_ORGANISATION = Text(
    "登记册里没有“{name}”；请先导入单位，或核对名称（可填统一社会信用代码）",
    "the register holds no {name}; import organisations first, or check the name (a unified social credit code will do too)",
)
SEVERAL_ORGANISATIONS = Text(
    "“{name}”有 {count} 个（{ids} 号）；请改填统一社会信用代码",
    "{count} organisations are called {name} ({ids}); give the unified social credit code instead",
)
ITSELF = Text("单位不能隶属、归口或挂靠于自己", "an organisation cannot stand under itself")
SEVERAL_POSTS = Text(
    "“{organisation}”有 {count} 个“{office}”；请填职务名称",
    "{organisation} has {count} posts of {office}; give the title",
)
SERVES = Text(
    "这个人在这些日子已任此职（{days}）；请核对任期",
    "the person holds this post on some of these days ({days}); check the dates",
)
HELD = Text(
    "“{office}”只设一人，这些日子已有人（{who}，{days}）；请核对任期",
    "{office} has one holder, and somebody holds it on some of these days ({who}, {days}); check the dates",
)
HEADCOUNT = Text(
    "这个人在这些日子已占用别处编制（{days}）；一人只占一个编制",
    "the person draws on another headcount on some of these days ({days}); a person has one",
)
NO_SEAT = Text(
    "{day} 起这一职务会有 {count} 人，只有 {seats} 席；请核对名单或先改席数",
    "from {day} this post would have {count} holders and has {seats} seats; check the list, or change the seats first",
)
VOTES = Text("得票多于票数；请核对", "more votes than ballots; check them")
ENDS_BEFORE = Text("截止日期早于起始日期；请核对", "ends before it begins; check the dates")
NUMBER_TAKEN = Text(
    "这个人已登记另一个同类证件号码；请核对，或先在登记册更正",
    "the person is registered with another number of this kind; check it, or correct the register first",
)
REFUSED_BY_DATABASE = Text(
    "数据库拒绝写入（{constraint}），一行也没有导入；多半是同时有人改了登记册，请重新核对",
    "the database refused ({constraint}) and nothing was imported; probably somebody changed the register meanwhile, check again",
)
PERSON_FACTS = {
    "name": Text("姓名", "name"),
    "sex": Text("性别", "sex"),
    "birth": Text("出生", "birth"),
    "ethnic_group": Text("民族", "ethnic group"),
    "party": Text("党派", "party"),
    "title": Text("职称", "title"),
    "education": Text("学历", "education"),
}
