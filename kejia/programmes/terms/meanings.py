"""What each setting of a counting basis means, and what holds while it is not set."""

from kejia.plain.text import Text

COUNTING = (
    "grassroots_frontline",
    "leading_cadre_rank",
    "age_reckoned_on",
    "young_born_since",
    "young_middle_aged_age",
    "invited_delegates_count",
)
"""The settings a form asks for, in its order; the title stands with the document."""

MEANINGS: dict[str, tuple[Text, Text]] = {
    "grassroots_frontline": (
        Text(
            "哪些人算“基层和一线”，照抄认定办法的说法，印在结论下面。",
            "Who counts as grassroots and front-line, in the words of the rule; printed under verdicts.",
        ),
        Text("未定：按每个人登记的认定计。", "Not set: by the mark on each person."),
    ),
    "leading_cadre_rank": (
        Text(
            "哪一级以上算领导干部；两届名册须用同一条线才能比较。",
            "From which rank somebody is a leading cadre; two terms are compared by one line only.",
        ),
        Text(
            "未定：按每个人登记的认定计，结论写明职级线未注明。",
            "Not set: by the mark on each person; the verdict says so.",
        ),
    ),
    "age_reckoned_on": (
        Text("年龄算到哪一天。", "The day up to which ages are counted."),
        Text("未定：算到判断之日。", "Not set: up to the day judged."),
    ),
    "young_born_since": (
        Text(
            "这一天及以后出生的算青年，代替按周岁计的45岁线。",
            "Born on this day or later counts as young, in place of 45 completed years.",
        ),
        Text("未定：按周岁计。", "Not set: by completed years."),
    ),
    "young_middle_aged_age": (
        Text(
            "多少岁以下算中青年（含本岁），由各学会自定。",
            "Up to which age somebody is young or middle-aged; each society sets it.",
        ),
        Text(
            "未定：用到中青年的规则无法判断。",
            "Not set: rules about the young and middle-aged cannot be told.",
        ),
    ),
    "invited_delegates_count": (
        Text("特邀代表计不计入分母。", "Whether invited delegates are in the denominator."),
        Text(
            "未定：两种算法都试，结论不同的待核实。",
            "Not set: both ways are tried; where they differ it cannot be told.",
        ),
    ),
}
