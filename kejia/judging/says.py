"""The sentences of a check as a whole: who is counted, by what basis, what stands in the way."""

from kejia.plain.text import Text

WHICH_BODY = Text(
    "名册没有“类别”或“身份”一列，无法分出各机构；请指定机构（--body），或加上此列",
    "the roster has no column of seats (类别, 身份), so bodies cannot be told apart; name the body (--body) or add one",
)
NO_SUCH_BODY = Text(
    "名册中没有{body}的席位；其中有：{found}", "the roster names no seats of the {body}; it has {found}"
)
NO_NORM = Text(
    "{law}没有对{level}{body}作出规定，不作判断",
    "{law} sets no norm for the {level} {body}; nothing is judged",
)
NO_NORM_FOR_FILE = Text(
    "{law}没有对名册中的{level}机构作出规定，不作判断",
    "{law} sets no norm for the {level} bodies of this roster",
)
EARLIER_LIST = Text("上届名单读不出来：{say}", "the earlier list cannot be read: {say}")
NOT_A_DELEGATE = Text(
    "委员（候选人）{value} 不在代表之中；委员候选人应是正式代表",
    "committee member or candidate {value} is no delegate; candidates are to be delegates",
)
NO_COLUMN = Text(
    "名册没有“{column}”一列，“{norm}”无从计算；请加上此列",
    'the roster has no column {column}, so "{norm}" cannot be counted; add it',
)

WITH_INVITED = Text(
    "代表（含特邀代表，不含列席人员）", "delegates (invited delegates included, attendees not)"
)
WITHOUT_INVITED = Text(
    "代表（不含特邀代表和列席人员）", "delegates (without invited delegates and attendees)"
)
INVITED_BOTH_WAYS = Text(
    "代表（不含特邀代表 {a}；如计入特邀代表为 {b}；口径未定）",
    "delegates (without invited delegates {a}, with them {b}; the basis does not say)",
)
INVITED_DECIDE = Text(
    "特邀代表是否计入决定结论（不计入 {a}，计入 {b}）；请先设定口径（invited_delegates_count）",
    "whether invited delegates count decides it (without {a}, with {b}); set the basis (invited_delegates_count)",
)
SEATS_CUMULATE = Text("{seat}（席位累计）", "{seat} (seats cumulate)")

BORN_SINCE = Text("{day} 及以后出生", "born on or after {day}")
AGE_ON = Text("年龄算至 {day}", "ages reckoned on {day}")
AGE_ON_DAY_JUDGED = Text("年龄算至判断之日", "ages reckoned on the day judged")
FRONTLINE_FROM_GRASSROOTS = Text(
    "一线以“基层和一线”的标注为准", "front-line as marked under grassroots and front-line"
)
RANK_LINE = Text("领导干部指{line}以上", "leading cadres are those of {line} and above")
NO_RANK_LINE = Text("领导干部的职级线未注明", "no rank line of leading cadres is stated")
RANK_LINES_DIFFER = Text(
    "两届的领导干部按不同职级线认定（本届{now}、上届{before}），不能比较；请用同一口径",
    "leading cadres are marked by two rank lines (now {now}, before {before}) and cannot be compared",
)
RANK_LINE_NOT_BASIS = Text(
    "名册按{line}标注领导干部，口径定为{basis}，不能直接采用；请按口径重新标注",
    "the roster marks leading cadres from {line}, the basis says {basis}; mark them by the basis",
)
