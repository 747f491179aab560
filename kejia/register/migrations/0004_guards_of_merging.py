"""The guards of merging, of sealed numbers and of emergency rights, from guards_merging.sql."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations

PERSON, ORGANISATION, POST = "register_person", "register_organisation", "register_post"
NAMES = {
    "personfact": {"person_id": PERSON},
    "identitydocument": {"person_id": PERSON},
    "standing": {"person_id": PERSON},
    "employment": {"person_id": PERSON, "organisation_id": ORGANISATION},
    "postapproval": {"person_id": PERSON, "organisation_id": ORGANISATION},
    "organisationfact": {"organisation_id": ORGANISATION},
    "organisationfunction": {"organisation_id": ORGANISATION},
    "organisationrelation": {"organisation_id": ORGANISATION, "other_id": ORGANISATION},
    "establishment": {"organisation_id": ORGANISATION},
    "membership": {"organisation_id": ORGANISATION, "person_id": PERSON, "member_id": ORGANISATION},
    "appointment": {"person_id": PERSON, "post_id": POST},
    "seats": {"post_id": POST},
    "post": {"organisation_id": ORGANISATION},
}
"""The columns by which a row speaks of a person, an organisation or a post."""
WRITTEN_ONCE: dict[str, tuple[str, ...]] = {"merge": ("undone_at",), "replacement": (), "emergencyright": ()}
"""Tables whose rows stay, and the columns that may be filled later."""


def statements() -> str:
    """All of it as one text."""
    written = [(Path(__file__).parents[1] / "guards_merging.sql").read_text(encoding="utf-8")]
    for table, columns in NAMES.items():
        arguments = ", ".join(f"'{column}', '{named}'" for column, named in columns.items())
        written.append(
            f"CREATE TRIGGER not_of_a_merged_record AFTER INSERT ON register_{table} "
            "REFERENCING NEW TABLE AS written FOR EACH STATEMENT "
            f"EXECUTE FUNCTION register_not_of_a_merged_record({arguments});"
        )
    for table, later in WRITTEN_ONCE.items():
        arguments = ", ".join(f"'{column}'" for column in later)
        written.append(
            f"CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON register_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION register_written_once({arguments});"
        )
    return "\n".join(written)


UNDO = """
DROP FUNCTION register_folded(text) CASCADE;
DROP FUNCTION register_written_once() CASCADE;
DROP FUNCTION register_not_of_a_merged_record() CASCADE;
"""


class Migration(migrations.Migration):
    """After the tables."""

    dependencies: ClassVar = [("register", "0003_merges_and_rights")]
    operations: ClassVar = [migrations.RunSQL(statements(), UNDO)]
