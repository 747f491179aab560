"""The texts one agrees to, as data with a version: `consents/NAME.LANGUAGE.txt`, its version in the first line."""

from dataclasses import dataclass
from pathlib import Path

from kejia.crypt.choosing import current
from kejia.plain.text import Text

FOLDER = Path(__file__).parent / "consent_texts"
REGISTRATION = "registration"


@dataclass(frozen=True)
class ConsentText:
    """One text in its version in force."""

    name: str
    version: str
    words: Text
    digest: str
    """Of both languages together, in hex."""

    @property
    def paragraphs(self) -> list[Text]:
        """One after another."""
        both = zip(self.words.zh.split("\n\n"), self.words.en.split("\n\n"), strict=True)
        return [Text(zh.strip(), en.strip()) for zh, en in both]


def read_consent(name: str) -> ConsentText:
    """A text as it stands. A changed word without a new version shows in the digest of those who agree to it."""
    (zh_version, zh), (en_version, en) = (_read(name, each) for each in ("zh", "en"))
    if zh_version != en_version:
        raise ValueError(f"{name}: version {zh_version} in Chinese, {en_version} in English")
    return ConsentText(name, zh_version, Text(zh, en), current().hash(f"{zh}\n{en}".encode()).hex())


def _read(name: str, language: str) -> tuple[str, str]:
    first, _, rest = (FOLDER / f"{name}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    return first.strip(), rest.strip()
