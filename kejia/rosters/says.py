"""The sentences of the roster reader: what is wrong with a cell, and what to do about it."""

from kejia.plain.text import Text

NO_HEADER = Text(
    "没有找到名册：没有一张可见的工作表有“姓名”一列的表头（看过：{sheets}）。请加上表头行，至少写明“姓名”",
    "no roster found: no visible sheet has a header row with a name column 姓名 (looked at {sheets}); add one",
)
NOBODY = Text("“{sheets}”有表头，但表头下面没有人员", "{sheets} has a header but nobody below it")
SIDE_BY_SIDE = Text(
    "“{sheet}”第 {row} 行有几列都是姓名（{letters}）：名册左右并排，请排成一列后再核对",
    "{sheet}, row {row}: several name columns side by side ({letters}); put everyone into one column",
)
NO_SUCH_COLUMN = Text("“{sheet}”没有 {letter} 列，不能作为“{field}”", "{sheet} has no column {letter} to take as {field}")
TWO_COLUMNS = Text(
    "{letters} 几列都可作“{field}”且内容不同，已用 {used} 列；如不对，请指定列（--column {key}=列号）",
    "columns {letters} could all be {field} and differ; {used} was used, choose with --column {key}=LETTER",
)
HIDDEN_SHEET = Text("“{sheet}”是隐藏的工作表，未读取；如需核对请取消隐藏", "{sheet} is a hidden sheet and was not read; unhide it to have it judged")
SHEET_NOT_READ = Text("“{sheet}”也有名册表头，但只读取了“{read}”；可用 --sheet 指定", "{sheet} has a roster too, but {read} was read; choose with --sheet")
FORMULA_WITHOUT_VALUE = Text("此格是公式且没有保存结果，按空白计；请在表格软件中打开后另存", "a formula without a saved result, read as blank; open and save the file once")

NO_NAME = Text("此行没有姓名，仍计为一人；请补上姓名", "no name in this row, still counted as one person; add the name")
NOT_A_NAME = Text("“{value}”不像姓名且此行没有其他内容，未计入", "{value} does not look like a name and the row holds nothing else; not counted")
ODD_NAME = Text("“{value}”不像姓名，仍计为一人，请核实", "{value} does not look like a name; still counted as one person, please check")

UNREADABLE_MARK = Text("“{header}”里的“{value}”认不出是“是”还是“否”，按未标明计；请改成“是”或“否”", "cannot read {value} under {header} as yes or no, taken as unknown; write 是 or 否")
DASH = Text("“{header}”里的“{value}”按“否”计", "{value} under {header} is read as no")
ONLY_YES = Text(
    "“{header}”一列只有“是”和空白（{blanks} 格），空白按未标明计；如空白就是“否”，请选“空白为否”（--blank no）",
    "the column {header} holds only yes-marks and blanks ({blanks}); blanks are unknown: if they mean no, say --blank no",
)
RANK_WITHOUT_LINE = Text(
    "“{value}”是职级；请先在口径中设定领导干部的职级线（leading_cadre_rank）",
    "{value} is a rank; set the rank line of leading cadres in the basis first (leading_cadre_rank)",
)
BLANK_SEAT = Text("没有写明席位，是否在本机构不确定；请补上（如 代表、委员、常委）", "no seat given, so it is unknown whether this person sits in the body; add it")
UNKNOWN_SEAT = Text("“{value}”认不出是什么席位，是否在本机构不确定；请改成如 代表、委员、常委", "cannot read {value} as a seat; write 代表, 委员, 常委 or the like")

BORN_LATER = Text("“{value}”晚于判断之日，按未知计；请核实", "{value} is later than the day judged, taken as unknown; please check")
TOO_YOUNG = Text("按“{value}”算不满16岁，按未知计；请核实", "{value} makes the person younger than 16, taken as unknown; please check")
TOO_OLD = Text("按“{value}”算超过110岁，按未知计；请核实", "{value} makes the person older than 110, taken as unknown; please check")
ID_AGE = Text("身份证号中的出生日期不合常理，未采用；请核实", "the birth in the ID number is out of reach and was not used; please check")
ID_AND_BIRTH = Text("身份证号中的出生日期与出生年月一列不符，按两者之间计；请核实", "the birth in the ID number and the birth column disagree; taken as between them, please check")
ID_AS_NUMBER = Text("身份证号存成了数字，末几位已丢失，未采用；请把此列设为文本后重填", "the ID number was stored as a number and lost its last digits; format the column as text and enter it again")
BAD_ID = Text("身份证号的位数或校验码不对，未采用；请核实", "the ID number has a wrong length or check character and was not used; please check")
