"""The sentences about a file as a whole, before any row is read."""

from kejia.plain.text import Text

EMPTY = Text("文件是空的", "the file is empty")
PROTECTED = Text("文件设了密码，打不开；请在表格软件中去掉密码后另存", "the file is protected by a password; remove it and save again")
NOT_A_WORKBOOK = Text(
    "“{name}”不是表格（{kind}）；请用 .xlsx、.xls、.et 或 .csv 格式的名册",
    "{name} is no workbook ({kind}); give the roster as .xlsx, .xls, .et or .csv",
)
SAVED_AS_HTML = Text(
    "“{name}”其实是网页格式；请在表格软件中打开后另存为 .xlsx",
    "{name} is really a web page; open it in a spreadsheet program and save it as .xlsx",
)
ENCODING = Text(
    "“{name}”的文字编码认不出（第 {row} 行附近）；请另存为 UTF-8 的 .csv 或 .xlsx",
    "cannot read the encoding of {name} (near row {row}); save it as UTF-8 .csv or as .xlsx",
)
MACROS = Text("文件带有宏，未执行，只读取了单元格", "the file carries macros; they were not run, only the cells were read")
OLD_FORMAT_HERE = Text(
    "这里只能读 .xlsx 和 .csv；请在表格软件中把“{name}”另存为 .xlsx",
    "only .xlsx and .csv can be read here; save {name} as .xlsx",
)
TOO_MANY_ROWS = Text("超过 20 万行，请分开核对", "more than 200,000 rows; split the file")
