"""How what was read is written again for people."""

from kejia.plain.days import shown_day
from kejia.rosters.births import FirstLast


def shown_birth(days: FirstLast | None) -> str:
    """As an official writes it: 1975.03, 1975.03.09, 1975, or empty."""
    if days is None:
        return ""
    first, last = days
    if first == last:
        return shown_day(first).replace("-", ".")
    if first // 100 == last // 100:
        return shown_day(first)[:7].replace("-", ".")
    if first // 10_000 == last // 10_000 and first % 10_000 == 101 and last % 10_000 == 1231:
        return str(first // 10_000)
    return f"{shown_day(first)[:7].replace('-', '.')}~{shown_day(last)[:7].replace('-', '.')}"
