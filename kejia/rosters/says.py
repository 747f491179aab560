"""The sentences of the roster reader: what is wrong with a cell, and what to do about it."""

from kejia.plain.text import Text

NO_HEADER = Text(
    "没有找到名册：没有一张可见的工作表有“姓名”一列的表头（看过：{sheets}）。请加上表头行，至少写明“姓名”",
    "no roster found: no visible sheet has a header row with a name column 姓名 (looked at {sheets}); add one",
)
NOBODY = Text(
    "“{sheets}”有表头，但表头下面没有人员；请检查是否选错了文件或工作表",
    "{sheets} has a header but nobody below it; check that it is the right file and sheet",
)
SIDE_BY_SIDE = Text(
    "“{sheet}”第 {row} 行有几列都是姓名（{letters}）：名册左右并排，请排成一列后再核对",
    "{sheet}, row {row}: several name columns side by side ({letters}); put everyone into one column",
)
SECOND_TABLE = Text(
    "“{sheet}”第 {row} 行又是表头，列的次序与上面不同；请把两张表分到两张工作表",
    "{sheet}, row {row} is another header with its columns in another order; put the two tables on two sheets",
)
NO_SUCH_COLUMN = Text(
    "“{sheet}”没有 {letter} 列，不能作为“{field}”；请另选一列",
    "{sheet} has no column {letter} to take as {field}; choose another",
)
TWO_COLUMNS = Text(
    "{letters} 几列都可作“{field}”且内容不同，已用 {used} 列；如不对，请指定列（--column {key}=列号）",
    "columns {letters} could all be {field} and differ; {used} was used, choose with --column {key}=LETTER",
)
HIDDEN_SHEET = Text(
    "“{sheet}”是隐藏的工作表，未读取；如需核对请取消隐藏",
    "{sheet} is a hidden sheet and was not read; unhide it to have it judged",
)
HIDDEN_ROWS = Text(
    "有 {count} 行人员被隐藏或筛掉，仍计入；不应计入的请删去",
    "{count} rows of people are hidden or filtered out and still counted; delete those that should not be",
)
SHEET_NOT_READ = Text(
    "“{sheet}”也有名册表头，但只读取了“{read}”；可用 --sheet 指定",
    "{sheet} has a roster too, but {read} was read; choose with --sheet",
)
SHEET_ALIKE = Text(
    "“{sheet}”与“{read}”表头相同，但没有读取（可用 --sheet 指定，--sheet '*' 把表头相同的各表合在一起）",
    "{sheet} has the same header as {read} and was not read; choose with --sheet, all alike with --sheet '*'",
)
FORMULA_WITHOUT_VALUE = Text(
    "此格是公式且没有保存结果，按空白计；请在表格软件中打开后另存",
    "a formula without a saved result, read as blank; open the file in a spreadsheet program and save it",
)
FAR_CELL = Text(
    "这一格在很远的位置（CZ 列以后），未读取；如是多余的内容请删除",
    "this cell is far out (past column CZ) and was not read; delete it if it is not needed",
)
ERROR_VALUE = Text(
    "“{value}”是公式的错误值，按空白计；请改正公式，或直接填写",
    "{value} is the error of a formula, read as blank; mend the formula or type the value",
)

NO_NAME = Text(
    "此行没有姓名，仍计为一人；请补上姓名", "no name in this row, still counted as one person; add the name"
)
ONLY_A_NAME = Text(
    "此行只有“{value}”，仍计为一人；如不是人员请删去此行，否则请补全",
    "this row holds nothing but {value}, still counted as one person; delete it if it is nobody, else complete it",
)
NOT_A_NAME = Text(
    "“{value}”不像姓名且此行没有其他内容，未计入；如是人员请补全此行",
    "{value} does not look like a name and the row holds nothing else; not counted, complete the row if it is somebody",
)
ODD_NAME = Text(
    "“{value}”不像姓名，仍计为一人，请核实",
    "{value} does not look like a name; still counted as one person, please check",
)
TWO_NAMES = Text(
    "“{value}”像是两个人的姓名，只计为一人；请每人一行",
    "{value} looks like the names of two people, counted as one; give each a row",
)
UNREADABLE_SEX = Text(
    "“{value}”认不出是男是女，按未知计；请改成“男”或“女”",
    "cannot read {value} as a sex, taken as unknown; write 男 or 女",
)
UNKNOWN_GROUP = Text(
    "“{value}”不是56个民族的名称，按未知计；请写全称，如“回族”",
    "{value} names none of the 56 ethnic groups, taken as unknown; write it in full, like 回族",
)

UNREADABLE_MARK = Text(
    "“{header}”里的“{value}”认不出是“是”还是“否”，按未标明计；请改成“是”或“否”",
    "cannot read {value} under {header} as yes or no, taken as unknown; write 是 or 否",
)
DASH = Text(
    "“{header}”里的“{value}”按“否”计；如是还不清楚，请留空",
    "{value} under {header} is read as no; leave the cell blank if it is not known",
)
ONLY_YES = Text(
    "“{header}”一列只有“是”和空白（{blanks} 格），空白按未标明计；如空白就是“否”，请选“空白为否”（--blank no）",
    "the column {header} holds only yes-marks and blanks ({blanks}); blanks are unknown: if they mean no, say --blank no",
)
RANK_WITHOUT_LINE = Text(
    "“{value}”是职级；请先在口径中设定领导干部的职级线（leading_cadre_rank）",
    "{value} is a rank; set the rank line of leading cadres in the basis first (leading_cadre_rank)",
)
BLANK_SEAT = Text(
    "没有写明席位，是否在本机构不确定；请补上（如 代表、委员、常委）",
    "no seat given, so it is unknown whether this person sits in the body; add it",
)
UNKNOWN_SEAT = Text(
    "“{value}”认不全是什么席位，认不出的部分按不确定计；请改成如 代表、委员、常委",
    "cannot read all of {value} as seats, what cannot be read is unknown; write 代表, 委员, 常委 or the like",
)

BORN_LATER = Text(
    "“{value}”晚于判断之日，按未知计；请核实",
    "{value} is later than the day judged, taken as unknown; please check",
)
TOO_YOUNG = Text(
    "按“{value}”算不满16岁，按未知计；请核实",
    "{value} makes the person younger than 16, taken as unknown; please check",
)
TOO_OLD = Text(
    "按“{value}”算超过110岁，按未知计；请核实",
    "{value} makes the person older than 110, taken as unknown; please check",
)
ODD_AGE = Text(
    "年龄“{value}”不合常理；请核实年龄和出生年月",
    "an age of {value} is out of reach; please check it and the birth",
)
AGE_AND_BIRTH = Text(
    "年龄“{value}”与出生年月不符，以出生年月为准；请核实",
    "an age of {value} does not fit the birth, which is followed; please check",
)
AGE_ALONE = Text(
    "年龄一列没有说明算到哪一天，不能用来判断；请加上“出生年月”一列",
    "a column of ages does not say on which day, so nothing can be judged by it; add a column 出生年月",
)
ID_AGE = Text(
    "身份证号中的出生日期不合常理，未采用；请核实",
    "the birth in the ID number is out of reach and was not used; please check",
)
ID_AND_BIRTH = Text(
    "身份证号中的出生日期与出生年月一列不符，按两者之间计；请核实",
    "the birth in the ID number and the birth column disagree; taken as between them, please check",
)
SEX_AND_ID = Text(
    "身份证号所示性别与“{sex}”不符，以填写的为准；请核实",
    "the sex in the ID number is not {sex} as written, which is followed; please check",
)
ID_AS_NUMBER = Text(
    "身份证号存成了数字，末几位已丢失，未采用；请把此列设为文本后重填",
    "the ID number was stored as a number and lost its last digits; format the column as text and enter it again",
)
ID_NOT_USED = Text("身份证号未采用：{why}", "the ID number was not used: {why}")
ID_UNKNOWN = Text(
    "证件号认不出是哪一种证件，未采用；请核对",
    "the number is of no kind of document that is known and was not used; please check",
)

TWICE = Text(
    "{name} 与第 {other} 行是同一人，只计一次；请删去多余的一行",
    "{name} is the person of row {other}, counted once; delete one of the rows",
)
PERHAPS_TWICE = Text(
    "{name} 与第 {other} 行可能是同一人，仍按两人计，请核实",
    "{name} may be the person of row {other}; counted as two, please check",
)
MARKS_DIFFER = Text(
    "{name} 的“{mark}”两处标注不一（另一处在“{other_sheet}”第 {other} 行），按未标明计；请核实",
    "the two marks {mark} of {name} differ (the other is on {other_sheet}, row {other}); taken as unknown, please check",
)
BIRTHS_DIFFER = Text(
    "{name} 两处出生年月不一（另一处在“{other_sheet}”第 {other} 行），按两者之间计；请核实",
    "the two births of {name} differ (the other is on {other_sheet}, row {other}); taken as between them, please check",
)
