-- The question of bench/register.py written by hand, for the one statement that ours is measured against: of every
-- body on a day, as known at a moment ('infinity': today's belief), invited delegates not counted, how many members it
-- has, and of seven attributes how many are sure and how many cannot be told. Its plan: bench/reference.plan.txt.
--
-- Three-valued logic is PostgreSQL's own: a mark nobody gave is NULL, an age is NULL where the birth is not known or
-- its month straddles the line. Written as fast as we could, on the indexes that ours has: births are joined, since a
-- constraint promises one a day; marks are read in one pass; all comes in the order of the people and is merged. Ours
-- says how that is to be done; this one runs with the server's own settings, on which it is no slower. No code of kejia
-- is used; the numbers of the bodies are kejia's.
WITH counts (office, number) AS (VALUES
  ('delegate', 0),
  ('committee_member', 1), ('standing_member', 1), ('part_time_vice_chair', 1), ('vice_chair', 1), ('chair', 1),
  ('standing_member', 2), ('part_time_vice_chair', 2), ('vice_chair', 2), ('chair', 2),
  ('part_time_vice_chair', 3),
  ('society_delegate', 4),
  ('director', 5), ('standing_director', 5), ('vice_president', 5), ('president', 5),
  ('standing_director', 6), ('vice_president', 6), ('president', 6)
), place AS MATERIALIZED (
  SELECT p.id AS post, p.organisation_id * 16 + c.number AS body
  FROM register_post p JOIN counts c ON c.office = p.office
), member AS (
  SELECT DISTINCT a.person_id AS person, place.body
  FROM register_appointment a JOIN place ON place.post = a.post_id
  WHERE a.valid @> %(on)s::date AND a.known @> %(known)s::timestamptz
), marked AS (
  SELECT person_id AS person,
    bool_or(holds) FILTER (WHERE mark = 'grassroots_frontline') AS grassroots,
    bool_or(holds) FILTER (WHERE mark = 'frontline') AS frontline,
    bool_or(holds) FILTER (WHERE mark = 'leading_cadre') AS cadre,
    bool_or(holds) FILTER (WHERE mark = 'worker') AS worker,
    bool_or(holds) FILTER (WHERE mark = 'scipop_worker') AS scipop,
    bool_or(holds) FILTER (WHERE mark = 'rural_talent') AS rural
  FROM register_standing
  WHERE valid @> %(on)s::date AND known @> %(known)s::timestamptz
  GROUP BY person_id
), attribute AS (
  SELECT m.body, coalesce(s.worker, true) AS worker, s.grassroots, coalesce(s.frontline, s.grassroots) AS frontline,
    s.cadre, s.scipop, s.rural,
    CASE WHEN b.low > %(today)s - 460000 THEN true WHEN b.high <= %(today)s - 460000 THEN false END AS to_45,
    CASE WHEN b.low > %(today)s - 510000 THEN true WHEN b.high <= %(today)s - 510000 THEN false END AS to_50
  FROM member m
  LEFT JOIN marked s USING (person)
  LEFT JOIN register_personfact b ON b.person_id = m.person AND b.kind = 'birth'
    AND b.valid @> %(on)s::date AND b.known @> %(known)s::timestamptz
)
SELECT body, count(*) AS members,
  count(*) FILTER (WHERE worker AND grassroots), count(*) FILTER (WHERE (worker AND grassroots) IS NULL),
  count(*) FILTER (WHERE worker AND to_45), count(*) FILTER (WHERE (worker AND to_45) IS NULL),
  count(*) FILTER (WHERE cadre), count(*) FILTER (WHERE cadre IS NULL),
  count(*) FILTER (WHERE grassroots), count(*) FILTER (WHERE grassroots IS NULL),
  count(*) FILTER (WHERE worker AND frontline), count(*) FILTER (WHERE (worker AND frontline) IS NULL),
  count(*) FILTER (WHERE worker AND to_50), count(*) FILTER (WHERE (worker AND to_50) IS NULL),
  count(*) FILTER (WHERE grassroots OR scipop OR rural), count(*) FILTER (WHERE (grassroots OR scipop OR rural) IS NULL)
FROM attribute GROUP BY body
