"""What verbs that change something share: said what was done, or why not and what to do, as text or JSON."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping

from kejia.console.database import NoDatabase, opened_database
from kejia.plain.text import Text

DONE, REFUSED = 0, 2
Outcome = tuple[Text, Mapping[str, object]]
"""A sentence, and the same as a JSON object."""
CRASHED = Text(
    "程序出错，未作任何改动（{error}）；设 KEJIA_DEBUG=1 可看详情，并请告诉维护者",
    "the program failed and changed nothing ({error}); KEJIA_DEBUG=1 shows more, please tell the maintainers",
)


class CannotDo(RuntimeError):
    """Nothing was done; says why and what to do."""

    def __init__(self, *says: Text) -> None:
        super().__init__("; ".join(say.en for say in says))
        self.says = says


def act(do: Callable[[], Outcome], given: argparse.Namespace, *, several: bool = False) -> int:
    """Do it with the database open, in `given.lang`, with `given.json`; 0 done, 2 when it could not be done.

    `several`: it may be refused for more than one reason, so that the JSON holds a list of `errors`.
    """
    says: tuple[Text, ...]
    try:
        with opened_database():
            said, details = do()
    except CannotDo as error:
        says = error.says
    except NoDatabase as error:
        says = (error.say,)
    except Exception as error:
        if os.environ.get("KEJIA_DEBUG"):
            raise
        says = (CRASHED.filled(error=f"{type(error).__name__}: {error}"),)
    else:
        print(json.dumps(details, ensure_ascii=False) if given.json else said.within(given.lang))
        return DONE
    messages = [say.within(given.lang) for say in says]
    if given.json:
        refused = {"errors": messages} if several else {"error": messages[0]}
        print(json.dumps(refused, ensure_ascii=False))
    print(*messages, sep="\n", file=sys.stderr)
    return REFUSED
