"""The sentences about a file as a whole, before any row is read."""

from kejia.plain.text import Text

EMPTY = Text("文件是空的；请选名册所在的文件", "the file is empty; choose the file that holds the roster")
BROKEN = Text(
    "文件已损坏，打不开；请在表格软件中打开后另存为 .xlsx",
    "the file is damaged; open it in a spreadsheet program and save it as .xlsx",
)
ENTITIES = Text(
    "文件里有不该有的定义（DTD），已拒绝；请在表格软件中打开后另存为 .xlsx",
    "the file holds a document type definition; open it in a spreadsheet program and save it as .xlsx",
)
PROTECTED = Text(
    "文件设了密码，打不开；请在表格软件中去掉密码后另存",
    "the file is protected by a password; remove it and save again",
)
NOT_A_WORKBOOK = Text(
    "“{name}”不是表格（{kind}）；请用 .xlsx、.xls、.et 或 .csv 格式的名册",
    "{name} is no workbook ({kind}); give the roster as .xlsx, .xls, .et or .csv",
)
OTHER_WORKBOOK = Text(
    "“{name}”是另一种表格（{kind}）；请在表格软件中打开后另存为 .xlsx",
    "{name} is another kind of workbook ({kind}); open it in a spreadsheet program and save it as .xlsx",
)
ENCODING = Text(
    "“{name}”的文字编码认不出（第 {row} 行附近）；请另存为 UTF-8 的 .csv 或 .xlsx",
    "cannot read the encoding of {name} (near row {row}); save it as UTF-8 .csv or as .xlsx",
)
QUOTES = Text(
    "“{name}”第 {row} 行的引号没有配对，后面各行连成了一格；请改正，或另存为 .xlsx",
    "{name}, row {row}: a quotation mark is not closed, so the rows after it run into one cell; mend it or save as .xlsx",
)
LONG_ROW = Text(
    "“{name}”第 {row} 行太长，不是名册；请检查文件，或另存为 .xlsx",
    "{name}, row {row} is too long for a roster; check the file or save it as .xlsx",
)
MACROS = Text(
    "文件带有宏，未执行，只读取了单元格；如不放心，请另存为 .xlsx",
    "the file carries macros; they were not run, only the cells were read; save it as .xlsx to be rid of them",
)

PDF = Text("PDF", "PDF")
PICTURE = Text("图片", "a picture")
ARCHIVE = Text("压缩包", "an archive")
DOCUMENT = Text("文字文档", "a text document")
SLIDES = Text("演示文稿", "slides")
PROGRAM = Text("程序", "a program")
UNKNOWN = Text("认不出的格式", "an unknown format")
WEB_PAGE = Text("网页格式", "a web page")
XML_TABLE = Text("XML 表格", "an XML spreadsheet")
BINARY_TABLE = Text(".xlsb", ".xlsb")
OPEN_TABLE = Text(".ods", ".ods")
OLD_TABLE = Text("Excel 95 或更早的格式", "Excel 95 or older")
