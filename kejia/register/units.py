"""The register as the relation `units`: one row for each organisation on a day, as known at a moment.

What the norms ask of an organisation stands here as a mark (1, 0 or null) or a number (lowest and highest). What was
never recorded is unknown, not zero; what was recorded for other days and not for this one is no. `active` is 0 for what
is not in being on the day: its row stays, for the rules about units that had to end.
"""

from collections.abc import Sequence

from kejia.register.kinds import MeasureKind

YES = ("yes", "true", "1", "是", "有")
NO = ("no", "false", "0", "否", "无")
"""How facts that are a yes or a no are written (independent, conditions_met, pilot, active)."""
HEADCOUNT_OF_INSTITUTIONS = ("public_institution", "civil_service_managed")
HEADCOUNT = ("administrative", *HEADCOUNT_OF_INSTITUTIONS)
STAFF = ("staff", "head", "in_charge", "secretary_general")
"""Offices of those who work in an organisation."""


def _among(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _yes_or_no(kind: str) -> str:
    said = f"FILTER (WHERE f.kind = '{kind}' AND now)"
    return f"max(CASE WHEN lower(f.value) IN ({_among(YES)}) THEN 1 WHEN lower(f.value) IN ({_among(NO)}) THEN 0 END) {said}"


BASELINES = ", ".join(
    f"max(b.number) FILTER (WHERE b.measure = '{measure}') AS base_{measure}" for measure in MeasureKind
)


def believed_sql(table: str, *, known: bool) -> str:
    """The condition that a fact was believed at %(known)s, or is today."""
    return f"{table}.known @> %(known)s::timestamptz" if known else f"upper_inf({table}.known)"


def undone_sql(alias: str, *, known: bool) -> str:
    """Whether an identity row came with an import that was undone: it stays, and says nothing by itself any more."""
    when = "b.undone_at <= %(known)s::timestamptz" if known else "b.undone_at IS NOT NULL"
    return f"EXISTS (SELECT FROM register_batch b WHERE b.id = {alias}.batch_id AND {when})"


def placed_sql(*, known: bool) -> str:
    """`placed AS (...)` and what it needs: each organisation's family, parent, bare name and whether it is in being."""

    def believed(table: str) -> str:
        return believed_sql(table, known=known)

    made = "o.made_at <= %(known)s::timestamptz" if known else "true"
    return f"""told AS (
  SELECT f.organisation_id AS organisation, f.kind, f.value, f.document, f.valid @> %(on)s::date AS now,
    lower(f.valid) AS since, upper(f.valid) AS until
  FROM register_organisationfact f WHERE {believed("f")}
), said AS (
  SELECT f.organisation,
    max(f.value) FILTER (WHERE f.kind = 'level' AND now) AS level,
    regexp_replace((array_agg(f.value ORDER BY f.now DESC, f.since DESC NULLS LAST) FILTER (WHERE f.kind = 'name'))[1],
      '[（(].*$', '') AS bare_name,
    bool_or(f.kind = 'active') AS active_told, {_yes_or_no("active")} AS active_now,
    bool_or(f.kind = 'name') AS name_told, bool_or(f.kind = 'name' AND now) AS name_now,
    {_yes_or_no("independent")} AS independent, {_yes_or_no("conditions_met")} AS conditions_met,
    {_yes_or_no("pilot")} AS pilot,
    max(CASE WHEN f.value IN ('branch', 'joint_branch', 'instructor') THEN 1 WHEN f.value = 'none' THEN 0 END)
      FILTER (WHERE f.kind = 'party_organisation' AND now) AS party_organisation,
    max(CASE WHEN f.value ~ '^[0-9]{{1,3}}$' THEN f.value::integer END)
      FILTER (WHERE f.kind = 'internal_levels' AND now) AS levels,
    bool_or(f.kind IN ('name', 'active') AND f.document <> '' AND f.until <= %(on)s::date) AS end_documented,
    bool_or(f.kind IN ('name', 'active') AND f.document <> '' AND now) AS documented
  FROM told f GROUP BY f.organisation
), related AS (
  SELECT r.organisation_id AS organisation,
    max(r.other_id) FILTER (WHERE r.kind = 'part_of' AND r.valid @> %(on)s::date) AS parent,
    (array_agg(r.other_id ORDER BY upper(r.valid) DESC NULLS FIRST) FILTER (WHERE r.kind = 'part_of'))[1] AS last_parent,
    bool_or(r.kind = 'merged_into' AND r.valid @> %(on)s::date) AS gone,
    bool_or(r.kind = 'merged_into' AND r.document <> '' AND r.valid @> %(on)s::date) AS gone_documented,
    bool_or(r.kind = 'supervised_by') AS supervisor_told,
    bool_or(r.kind = 'supervised_by' AND r.valid @> %(on)s::date) AS supervised,
    bool_or(r.kind = 'supervised_by' AND r.document <> '' AND NOT lower_inf(r.valid) AND r.valid @> %(on)s::date)
      AS supervised_documented
  FROM register_organisationrelation r WHERE {believed("r")}
  GROUP BY 1
), lives AS (
  SELECT o.id AS organisation, o.kind, s.level, s.bare_name, coalesce(r.parent, r.last_parent) AS parent,
    CASE WHEN coalesce(r.gone, false) THEN 0
         WHEN s.active_now IS NOT NULL THEN s.active_now
         WHEN s.active_told THEN 0
         WHEN s.name_told THEN s.name_now::integer
         WHEN {made} AND o.merged_into_id IS NULL AND NOT {undone_sql("o", known=known)} THEN 1 ELSE 0 END AS active
  FROM register_organisation o
  LEFT JOIN said s ON s.organisation = o.id
  LEFT JOIN related r ON r.organisation = o.id
), placed AS (
  SELECT l.organisation, l.kind, l.parent, l.active, coalesce(l.bare_name, '') AS bare_name,
    CASE l.kind
      WHEN 'association' THEN CASE l.level WHEN 'province' THEN 'provincial_association' WHEN 'city' THEN 'city_association'
        WHEN 'county' THEN 'county_association' WHEN 'township' THEN 'other' WHEN 'none' THEN 'other' ELSE 'unplaced_association' END
      WHEN 'society' THEN CASE WHEN l.level = 'province' THEN 'society' WHEN l.level IS NULL THEN 'unplaced_society' ELSE 'other' END
      WHEN 'township' THEN 'township'
      WHEN 'department' THEN CASE WHEN p.kind = 'association' AND p.level = 'province' THEN 'department'
        WHEN p.kind IS NULL OR (p.kind = 'association' AND p.level IS NULL) THEN 'unplaced_department' ELSE 'other' END
      WHEN 'institution' THEN CASE WHEN p.kind = 'association' AND p.level = 'province' THEN 'institution'
        WHEN p.kind IS NULL OR (p.kind = 'association' AND p.level IS NULL) THEN 'unplaced_institution' ELSE 'other' END
      ELSE 'other' END AS family
  FROM lives l LEFT JOIN lives p ON p.organisation = l.parent
)"""


def units_sql(*, known: bool) -> str:
    """`WITH ... units AS (...)`; takes %(on)s and, with `known`, %(known)s. The norm's own SELECT follows."""

    def believed(table: str) -> str:
        return believed_sql(table, known=known)

    return f"""WITH {placed_sql(known=known)}, authorised AS (
  SELECT e.organisation_id AS organisation,
    sum(e.number) FILTER (WHERE e.kind IN ({_among(HEADCOUNT_OF_INSTITUTIONS)})) AS of_institutions,
    sum(e.number) FILTER (WHERE e.kind IN ({_among(HEADCOUNT)})) AS headcount
  FROM register_establishment e WHERE {believed("e")} AND e.valid @> %(on)s::date
  GROUP BY 1
), based AS (
  SELECT b.organisation_id AS organisation, {BASELINES}
  FROM register_baseline b WHERE {believed("b")} AND b.valid @> %(on)s::date
  GROUP BY 1
), matters AS (
  SELECT f.organisation_id AS organisation, f.kind, count(*) OVER (PARTITION BY f.matter) AS owners
  FROM register_organisationfunction f
  JOIN placed p ON p.organisation = f.organisation_id AND p.active = 1
  WHERE {believed("f")} AND f.valid @> %(on)s::date
), declared AS (
  SELECT organisation, bool_or(kind = 'carry_out') AS carries_out, bool_or(kind <> 'carry_out') AS steers,
    min((owners = 1)::integer) AS sole
  FROM matters GROUP BY 1
), posted AS (
  SELECT p.organisation_id AS organisation, a.person_id AS person, p.office, a.capacity, a.establishment,
    a.valid @> %(on)s::date AS now, a.document <> '' AND NOT lower_inf(a.valid) AS documented
  FROM register_appointment a JOIN register_post p ON p.id = a.post_id
  WHERE {believed("a")} AND (p.office IN ({_among(STAFF)}) OR a.capacity = 'posted_in')
), held AS (
  SELECT organisation, count(DISTINCT person) FILTER (WHERE now AND capacity <> 'posted_out') AS staff,
    bool_or(office = 'in_charge') AS charge_told, bool_or(office = 'in_charge' AND now) AS in_charge,
    bool_or(office = 'in_charge' AND now AND documented) AS charge_documented,
    count(DISTINCT person) FILTER (WHERE now AND establishment IN ({_among(HEADCOUNT_OF_INSTITUTIONS)})) AS drawing
  FROM posted GROUP BY 1
), below AS (
  SELECT c.parent AS organisation,
    count(*) FILTER (WHERE c.kind = 'department' AND c.active = 1) AS departments,
    count(*) FILTER (WHERE c.kind = 'department') AS departments_ever,
    count(*) FILTER (WHERE c.kind = 'institution' AND c.active = 1) AS institutions,
    count(*) FILTER (WHERE c.kind = 'institution') AS institutions_ever,
    sum(a.of_institutions) FILTER (WHERE c.kind = 'institution' AND c.active = 1) AS of_institutions,
    bool_and(a.of_institutions IS NOT NULL) FILTER (WHERE c.kind = 'institution' AND c.active = 1) AS all_authorised,
    sum(a.headcount) FILTER (WHERE c.active = 1) AS headcount,
    bool_and(a.headcount IS NOT NULL) FILTER (WHERE c.kind = 'department' AND c.active = 1) AS departments_authorised,
    sum(h.staff) FILTER (WHERE c.kind = 'department' AND c.active = 1) AS staff,
    sum(h.drawing) FILTER (WHERE c.kind = 'institution' AND c.active = 1) AS drawing,
    max(h.in_charge::integer) FILTER (WHERE c.kind = 'township_association' AND c.active = 1) AS in_charge,
    max(h.charge_documented::integer) FILTER (WHERE c.kind = 'township_association' AND c.active = 1) AS charge_documented,
    bool_or(h.charge_told) AS charge_told, bool_or(h.organisation IS NOT NULL) AS staffed
  FROM placed c
  LEFT JOIN authorised a ON a.organisation = c.organisation
  LEFT JOIN held h ON h.organisation = c.organisation
  WHERE c.parent IS NOT NULL AND c.kind IN ('department', 'institution', 'township_association')
  GROUP BY 1
), guests AS (
  SELECT association AS organisation, count(DISTINCT person) AS posted_in FROM (
    SELECT CASE WHEN p.family = 'provincial_association' THEN p.organisation ELSE p.parent END AS association, d.person
    FROM posted d JOIN placed p ON p.organisation = d.organisation AND p.active = 1
    WHERE d.now AND d.capacity = 'posted_in' AND p.family IN ('provincial_association', 'department', 'institution')
  ) g GROUP BY 1
), pilots AS (
  SELECT count(*) FILTER (WHERE s.pilot = 1) AS sure, count(*) FILTER (WHERE s.pilot IS NULL) AS doubtful, count(*) AS societies
  FROM placed p LEFT JOIN said s ON s.organisation = p.organisation
  WHERE p.family IN ('society', 'unplaced_society') AND p.active = 1
), counted AS (
  SELECT p.organisation, p.kind, p.family, p.active, p.bare_name, p.parent,
    coalesce(b.departments, 0) AS departments, coalesce(b.departments_ever, 0) > 0 AS departments_sure,
    coalesce(b.institutions, 0) AS institutions,
    coalesce(b.institutions_ever, 0) > 0 OR (p.family IN ('city_association', 'county_association')
      AND (b.organisation IS NOT NULL OR a.organisation IS NOT NULL OR h.organisation IS NOT NULL)) AS institutions_sure,
    coalesce(b.of_institutions, 0) AS of_institutions, coalesce(b.all_authorised, false) AS of_institutions_sure,
    coalesce(b.drawing, 0) AS drawing,
    coalesce(a.headcount, 0) + coalesce(b.headcount, 0) AS headcount,
    coalesce(b.all_authorised, false) AND (a.headcount IS NOT NULL OR coalesce(b.departments_authorised, false)) AS headcount_sure,
    coalesce(h.staff, 0) + coalesce(b.staff, 0) AS staff, h.organisation IS NOT NULL OR coalesce(b.staffed, false) AS staffed,
    CASE WHEN h.in_charge OR b.in_charge = 1 THEN 1 WHEN h.charge_told OR b.charge_told THEN 0 END AS in_charge,
    CASE WHEN h.charge_documented OR b.charge_documented = 1 THEN 1 WHEN h.in_charge OR b.in_charge = 1 THEN NULL
         WHEN h.charge_told OR b.charge_told THEN 0 END AS charge_documented
  FROM placed p
  LEFT JOIN below b ON b.organisation = p.organisation
  LEFT JOIN authorised a ON a.organisation = p.organisation
  LEFT JOIN held h ON h.organisation = p.organisation
), units AS (
  SELECT c.organisation, c.family, c.active, c.bare_name,
    s.independent, s.conditions_met, c.in_charge, s.party_organisation, s.pilot,
    CASE WHEN r.supervised THEN 1 WHEN r.supervisor_told THEN 0 END AS one_supervisor,
    CASE WHEN d.organisation IS NULL THEN NULL WHEN c.kind = 'department' THEN (NOT d.carries_out)::integer
         ELSE (NOT d.steers)::integer END AS functions_fit,
    d.sole AS functions_sole,
    CASE WHEN c.active = 1 THEN 0 WHEN s.end_documented OR r.gone_documented THEN 1 END AS ended,
    CASE WHEN c.active = 0 THEN 0 WHEN s.documented THEN 1 END AS founded,
    CASE WHEN NOT (c.of_institutions_sure AND c.staffed) THEN NULL ELSE (c.drawing <= c.of_institutions)::integer END AS pool_holds,
    CASE WHEN c.headcount >= b.base_headcount THEN 0 WHEN c.headcount_sure AND b.base_headcount IS NOT NULL THEN 1 END
      AS headcount_cut,
    CASE WHEN r.supervised_documented THEN 1 WHEN r.supervisor_told AND NOT r.supervised THEN 0 END AS supervisor_documented,
    c.charge_documented,
    c.departments AS departments_low, CASE WHEN c.departments_sure THEN c.departments END AS departments_high,
    c.institutions AS institutions_low, CASE WHEN c.institutions_sure THEN c.institutions END AS institutions_high,
    c.of_institutions AS institution_headcount_low,
    CASE WHEN c.of_institutions_sure THEN c.of_institutions END AS institution_headcount_high,
    c.headcount AS headcount_low, CASE WHEN c.headcount_sure THEN c.headcount END AS headcount_high,
    coalesce(s.levels, 0) AS levels_low, s.levels AS levels_high,
    coalesce(g.posted_in, 0) AS posted_in_low, CASE WHEN c.staffed THEN coalesce(g.posted_in, 0) END AS posted_in_high,
    CASE WHEN c.family = 'provincial_association' THEN t.sure ELSE 0 END AS pilots_low,
    CASE WHEN c.family = 'provincial_association' AND t.societies > 0 THEN t.sure + t.doubtful END AS pilots_high,
    c.staff AS staff_low, CASE WHEN c.staffed THEN c.staff END AS staff_high,
    b.base_departments, b.base_institutions, b.base_institution_headcount, b.base_headcount, b.base_levels
  FROM counted c
  CROSS JOIN pilots t
  LEFT JOIN said s ON s.organisation = c.organisation
  LEFT JOIN related r ON r.organisation = c.organisation
  LEFT JOIN declared d ON d.organisation = c.organisation
  LEFT JOIN based b ON b.organisation = c.organisation
  LEFT JOIN guests g ON g.organisation = c.organisation
)
"""
