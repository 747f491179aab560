"""`kejia translations`: compiles locale/*/LC_MESSAGES/*.po where the .mo is missing or older."""

from pathlib import Path

import polib

from kejia.site.folders import LOCALE


def main(arguments: list[str]) -> int:
    """Compile what is out of date; says nothing when there is nothing to do."""
    if arguments:
        print("kejia translations: 编译 locale/ 中过期的译文 · compiles what is out of date in locale/")
        return 0 if arguments[0] in ("-h", "--help") else 2
    for source in find_stale(LOCALE):
        compile_catalogue(source)
        print(f"已编译 compiled {source.relative_to(LOCALE)}")
    return 0


def find_stale(folder: Path) -> list[Path]:
    """The catalogues whose compiled form is missing or older than they are."""
    return [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]


def compile_catalogue(source: Path) -> None:
    """Write the .mo beside a .po, whole or not at all."""
    fresh = source.with_suffix(".mo.new")
    polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(fresh))
    fresh.replace(source.with_suffix(".mo"))


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
