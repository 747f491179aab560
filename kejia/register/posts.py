"""The register as the relation `posts`: people who hold a post in a provincial society on a day, and their approval.

`official` is 1 or 0 by the mark on the person (leading cadre), null where nobody marked it. No approval on record is no
approval (0); whether an unrecorded approval would be unpaid or within its terms is unknown (null).
"""

from kejia.register.units import believed_sql, placed_sql

SOCIETY_OFFICES = (
    *("president", "vice_president", "standing_director", "director"),
    *("secretary_general", "auditor_of_council"),
)
"""Posts in a society that an official needs an approval for."""


def posts_sql(*, known: bool) -> str:
    """`WITH ... posts AS (...)`; takes %(on)s and, with `known`, %(known)s. The norm's own SELECT follows."""

    def believed(table: str) -> str:
        return believed_sql(table, known=known)

    offices = ", ".join(f"'{office}'" for office in SOCIETY_OFFICES)
    return f"""WITH {placed_sql(known=known)}, holders AS (
  SELECT p.organisation_id AS organisation, a.person_id AS person, bool_or(a.valid @> %(on)s::date) AS now,
    count(DISTINCT a.term) AS terms, bool_and(a.term IS NOT NULL) AS terms_told
  FROM register_appointment a
  JOIN register_post p ON p.id = a.post_id AND p.office IN ({offices})
  JOIN placed o ON o.organisation = p.organisation_id AND o.family = 'society' AND o.active = 1
  WHERE {believed("a")} AND (lower_inf(a.valid) OR lower(a.valid) <= %(on)s::date)
  GROUP BY 1, 2
), officials AS (
  SELECT s.person_id AS person, max(s.holds::integer) AS official
  FROM register_standing s
  WHERE s.mark = 'leading_cadre' AND {believed("s")} AND s.valid @> %(on)s::date
  GROUP BY 1
), approvals AS (
  SELECT v.person_id AS person, v.organisation_id AS organisation, bool_or(v.document <> '') AS approved,
    bool_and(v.unpaid)::integer AS unpaid, max(v.terms) AS terms
  FROM register_postapproval v WHERE {believed("v")} AND v.valid @> %(on)s::date
  GROUP BY 1, 2
), posts AS (
  SELECT h.organisation, h.person, o.official, coalesce(v.approved, false)::integer AS approved, v.unpaid,
    CASE WHEN v.terms IS NOT NULL AND h.terms > v.terms THEN 0
         WHEN v.terms IS NOT NULL AND h.terms_told THEN 1 END AS within_terms
  FROM holders h
  LEFT JOIN officials o ON o.person = h.person
  LEFT JOIN approvals v ON v.person = h.person AND v.organisation = h.organisation
  WHERE h.now
)
"""
