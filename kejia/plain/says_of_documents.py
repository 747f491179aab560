"""What is said of a number of an identity document that is not accepted, and what to do about it."""

from kejia.plain.text import Text

EMPTY = Text("没有填写证件号码；请按证件填写", "the document number is missing; enter it from the document")
STORED_AS_NUMBER = Text(
    "证件号码存成了数字，末几位已丢失；请把此列设为文本后，对照证件重新填写",
    "the number was stored as a number and lost its last digits; format the column as text and enter it again from the document",
)
PERHAPS_AS_NUMBER = Text(
    "末位校验码与前17位不符，且末三位为000，可能被表格存成了数字；请把此列设为文本后，对照证件重新填写",
    "the last character does not fit the first 17 and the number ends in 000: a spreadsheet may have stored it as a number. Format the column as text and enter it again from the document",
)
MASKED = Text(
    "证件号码部分位数用星号遮盖，不能作为完整号码；请填写完整号码，不便提供的留空",
    "part of the number is masked, so it cannot serve as a number; enter the whole number, or leave it empty",
)
AMBIGUOUS = Text(
    "“{number}”可能是{kinds}；请在“证件种类”一列写明是哪一种",
    "{number} may be a {kinds}; say which in the column 证件种类 (kind of document)",
)
UNKNOWN_SHAPE = Text(
    "“{number}”不像已知的任何一种证件号码；请对照证件核对，并在“证件种类”一列写明种类",
    "{number} looks like no known kind of document; compare it with the document and say the kind in the column 证件种类",
)
FIFTEEN_DIGITS = Text(
    "15位的旧身份证号自2013年起不再有效；请填写现行的18位公民身份号码",
    "identity numbers of 15 digits have been void since 2013; enter the present number of 18 characters",
)
NOT_EIGHTEEN = Text(
    "公民身份号码应为18位，现为{length}位；请对照证件补齐或删去多余的字符",
    "an identity number has 18 characters, this has {length}; compare it with the document",
)
NOT_A_DIGIT = Text(
    "第{place}位是“{character}”，应为数字（只有末位可为X）；请对照证件重新填写",
    "character {place} is {character}, which must be a digit (only the last may be X); enter it again from the document",
)
WRONG_CHECK = Text(
    "末位校验码与前17位不符，有一位或几位填错；请对照证件逐位核对",
    "the last character does not fit the first 17: one or more are wrong. Compare each with the document",
)
IMPOSSIBLE_BIRTH = Text(
    "第7至14位“{birth}”不是可能的出生日期；请对照证件核对",
    "characters 7 to 14, {birth}, are no possible day of birth; compare them with the document",
)
BORN_LATER = Text(
    "号码中的出生日期{birth}晚于{on}；请对照证件核对",
    "the birth in the number, {birth}, is later than {on}; compare it with the document",
)
IMPOSSIBLE_DIVISION = Text(
    "前6位“{division}”不可能是行政区划代码；请对照证件核对",
    "the first six digits, {division}, can be no division; compare them with the document",
)
ANOTHER_KIND = Text(
    "这是{kind}的号码；请把证件种类改为{kind}",
    "this is the number of a {kind}; change the kind of document to that",
)
NOT_A_RESIDENCE_PERMIT = Text(
    "港澳台居民居住证号码以810000、820000或830000开头；请核对号码或证件种类",
    "a residence permit's number begins with 810000, 820000 or 830000; check the number or the kind of document",
)
NOT_A_FOREIGNER_CARD = Text(
    "外国人永久居留身份证号码是以9开头的18位，或旧证的3个字母加12位数字；请核对号码或证件种类",
    "a foreigner's card has 18 characters beginning with 9, an older one 3 letters and 12 digits; check the number or the kind of document",
)
NOT_A_HONG_KONG_MACAO_PERMIT = Text(
    "港澳居民来往内地通行证号码是H或M加8位数字（旧证加10位，非中国籍为HA、MA加7位）；请核对号码或证件种类",
    "this permit's number is H or M with 8 digits (10 on older ones, HA or MA with 7 for non-Chinese holders); check the number or the kind of document",
)
NOT_A_TAIWAN_PERMIT = Text(
    "台湾居民来往大陆通行证号码是8位数字（旧证后面还有2位次数和1位签发机关）；请核对号码或证件种类",
    "this permit's number has 8 digits (older ones add 2 for the issue and 1 for the office); check the number or the kind of document",
)
NOT_A_PASSPORT = Text(
    "护照号码是5至10位的数字和字母，至少有4位数字；请核对号码或证件种类",
    "a passport number has 5 to 10 digits and letters, at least 4 of them digits; check the number or the kind of document",
)
