"""The workbook an official hands on: verdicts, composition, what to check, and the list in official order.

Pure Python and in memory, so that the page that runs offline makes the same file.
"""

from kejia.judging.composition import compose
from kejia.judging.findings import Check
from kejia.judging.report_composition import write_composition
from kejia.judging.report_doubt import write_doubt
from kejia.judging.report_paper import Book
from kejia.judging.report_people import write_people
from kejia.judging.report_verdicts import write_verdicts
from kejia.plain.text import Language


def write_report(check: Check, language: Language) -> bytes:
    """The report as an .xlsx file, set for A4. The same check gives the same bytes.

    People a what-if dropped or added are in the verdicts only; composition and list show the roster's people.
    """
    book = Book(language, check.law.title.within(language), check.on)
    composition = compose(check)
    write_verdicts(book, check, composition.totals())
    write_composition(book, check, composition)
    write_doubt(book, check)
    write_people(book, check, composition.members)
    return book.close()
