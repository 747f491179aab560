"""The guards of the register: functions and triggers, from guards.sql."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations

FACTS = {
    "personfact": ("value", "low", "high", "reason"),
    "identitydocument": ("sealed", "digest", "masked", "reason"),
    "organisationfact": (),
    "organisationfunction": (),
    "organisationrelation": (),
    "establishment": (),
    "seats": (),
    "appointment": ("reason",),
    "membership": ("grade", "reason"),
    "standing": ("value", "paper", "reason"),
    "employment": ("unit", "position", "reason"),
    "postapproval": ("reason",),
}
"""The tables of facts, and the columns of each that an erasure may blank."""
IDENTITIES = ("person", "organisation", "post")


def statements() -> str:
    """All of it as one text."""
    written = [(Path(__file__).parents[1] / "guards.sql").read_text(encoding="utf-8")]
    for table, erasable in FACTS.items():
        arguments = ", ".join(f"'{column}'" for column in erasable)
        written.append(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON register_{table} "
            f"FOR EACH ROW EXECUTE FUNCTION register_fact_only_grows({arguments});"
        )
    for table in IDENTITIES:
        written.append(
            f"CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON register_{table} "
            "FOR EACH ROW EXECUTE FUNCTION register_identity_stays();"
        )
    return "\n".join(written)


UNDO = """
ALTER TABLE register_appointment DROP CONSTRAINT appointment_one_seat_as_its_post;
DROP FUNCTION register_seats_suffice() CASCADE;
DROP FUNCTION register_identity_stays() CASCADE;
DROP FUNCTION register_fact_only_grows() CASCADE;
"""


class Migration(migrations.Migration):
    """After the tables."""

    dependencies: ClassVar = [("register", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(statements(), UNDO)]
