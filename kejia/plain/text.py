"""A sentence for people, in both languages at once, for packages that stand below Django."""

from typing import Literal, NamedTuple, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Text(NamedTuple):
    """One sentence in Chinese and in English; the type asks for both, so neither can be forgotten."""

    zh: str
    en: str

    def within(self, language: Language) -> str:
        """The sentence in one language."""
        return self.en if language == "en" else self.zh

    def filled(self, **values: object) -> "Text":
        """The sentence with its {places} filled; a value that is itself a Text is taken in each language."""
        return Text(
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
        )
