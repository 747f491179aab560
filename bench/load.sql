-- An invented register of any size: %(people)s people (a multiple of 1000), twice as many appointments, and for each
-- 1000 people two associations with four bodies and four societies with three. Two terms; some left early, some marks
-- changed, one appointment in 25 and one mark in 40 was entered wrongly and corrected later. Nobody's neighbour in the
-- table is a neighbour in a body.
INSERT INTO register_person (made_at) SELECT now() FROM generate_series(1, %(people)s);

INSERT INTO register_organisation (kind, made_at)
SELECT CASE WHEN n %% 3 = 0 THEN 'association' ELSE 'society' END, now()
FROM generate_series(0, %(people)s * 6 / 1000 - 1) n;

INSERT INTO register_post (organisation_id, office, title, one_seat, made_at)
SELECT o.id, e.office, '', e.office IN ('chair', 'president'), now()
FROM register_organisation o
JOIN (VALUES
  ('association', 'chair'), ('association', 'part_time_vice_chair'), ('association', 'vice_chair'),
  ('association', 'standing_member'), ('association', 'committee_member'), ('association', 'delegate'),
  ('association', 'invited_delegate'),
  ('society', 'president'), ('society', 'vice_president'), ('society', 'standing_director'), ('society', 'director'),
  ('society', 'society_delegate'), ('society', 'secretary_general')
) e (kind, office) ON e.kind = o.kind
ORDER BY o.id;

CREATE TEMPORARY TABLE seat AS
SELECT (o.id - 1)::int AS organisation, t AS term, k AS seat,
  CASE WHEN o.kind = 'association' THEN
    CASE WHEN k = 0 THEN 'chair' WHEN k < 4 THEN 'part_time_vice_chair' WHEN k = 4 THEN 'vice_chair'
      WHEN k < 15 THEN 'standing_member' WHEN k < 59 THEN 'committee_member' WHEN k < 156 THEN 'delegate'
      ELSE 'invited_delegate' END
  ELSE
    CASE WHEN k = 0 THEN 'president' WHEN k < 4 THEN 'vice_president' WHEN k = 4 THEN 'secretary_general'
      WHEN k < 15 THEN 'standing_director' WHEN k < 59 THEN 'director' ELSE 'society_delegate' END
  END AS office,
  -- whoever has one of the seats 1 to 4 has one of the seats 55 to 58 too, as a mere member
  (((o.id - 1) * 160 + CASE WHEN k BETWEEN 55 AND 58 THEN k - 54 ELSE k END) * 611953::bigint
    + t * (%(people)s / 3)) %% %(people)s + 1 AS person
FROM register_organisation o, generate_series(0, 1) t, generate_series(0, 159) k;

INSERT INTO register_appointment
  (person_id, post_id, one_seat, capacity, establishment, term, valid, known, recorded_by, acted_as, reason, document)
SELECT s.person, p.id, p.one_seat, 'part_time', '', s.term + 8,
  CASE WHEN version = 0 THEN daterange(DATE '2016-12-01' + 1826 * s.term, NULL)
    ELSE daterange(
      DATE '2016-12-01' + 1826 * s.term + CASE WHEN s.seat %% 23 = 7 THEN s.organisation %% 900 ELSE 0 END,
      CASE WHEN s.term = 0 OR s.seat %% 17 = 3
        THEN DATE '2021-12-01' + 1826 * s.term - CASE WHEN s.seat %% 17 = 3 THEN s.organisation %% 800 ELSE 0 END END)
  END,
  CASE WHEN version = 0 THEN tstzrange(e.entered, e.entered + interval '400 days')
    WHEN s.seat %% 24 = 11 AND s.seat < 144 OR s.seat %% 24 = 12 AND s.seat >= 144
      THEN tstzrange(e.entered + interval '400 days', NULL)
    ELSE tstzrange(e.entered, NULL) END,
  'bench', '', '', ''
FROM seat s
JOIN register_post p ON p.organisation_id = s.organisation + 1 AND p.office = s.office
CROSS JOIN LATERAL (SELECT TIMESTAMPTZ '2017-01-10 00:00Z' + 1826 * s.term * interval '1 day'
  + s.organisation * interval '1 minute' AS entered) e
CROSS JOIN generate_series(0, 1) version
WHERE version = 1 OR s.seat %% 24 = 11 AND s.seat < 144 OR s.seat %% 24 = 12 AND s.seat >= 144;

INSERT INTO register_seats (post_id, number, valid, known, recorded_by, acted_as, reason, document)
SELECT p.id, 60, daterange(NULL, NULL), tstzrange('2017-01-09', NULL), 'bench', '', '', ''
FROM register_post p WHERE p.office = 'committee_member';

INSERT INTO register_personfact
  (person_id, kind, value, low, high, valid, known, recorded_by, acted_as, reason, document)
SELECT i, f.kind, f.value, f.low, f.high, daterange(NULL, NULL), tstzrange('2017-01-09', NULL), 'bench', '', '', ''
FROM generate_series(1, %(people)s) i
CROSS JOIN LATERAL (VALUES
  ('name', '人' || i, NULL::int, NULL::int),
  ('sex', CASE WHEN i %% 3 = 0 THEN '女' ELSE '男' END, NULL, NULL),
  ('ethnic_group', CASE WHEN i %% 19 = 0 THEN '回族' ELSE '汉族' END, NULL, NULL),
  ('birth', '', (1950 + i %% 47) * 10000 + (1 + i %% 12) * 100 + CASE WHEN i %% 13 = 0 THEN 1 ELSE 1 + i %% 28 END,
    (1950 + i %% 47) * 10000 + (1 + i %% 12) * 100 + CASE WHEN i %% 13 = 0 THEN 28 ELSE 1 + i %% 28 END)
) f (kind, value, low, high)
WHERE NOT (f.kind = 'birth' AND i %% 31 = 0 OR f.kind = 'sex' AND i %% 41 = 0);

INSERT INTO register_standing
  (person_id, mark, holds, value, basis, certified_by, paper, valid, known, recorded_by, acted_as, reason, document)
SELECT i, m.mark, m.holds, '', '', '', '', m.valid, m.known, 'bench', '', '', ''
FROM generate_series(1, %(people)s) i
CROSS JOIN LATERAL (VALUES
  ('grassroots_frontline', i %% 7 < 5,
    CASE WHEN i %% 10 = 1 THEN daterange(NULL, '2020-01-01') ELSE daterange(NULL, NULL) END,
    CASE WHEN i %% 40 = 2 THEN tstzrange('2019-05-05', NULL) ELSE tstzrange('2017-01-09', NULL) END, i %% 5 > 0),
  ('grassroots_frontline', i %% 7 = 5, daterange('2020-01-01', NULL), tstzrange('2020-01-09', NULL), i %% 10 = 1),
  ('grassroots_frontline', i %% 7 >= 5, daterange(NULL, NULL), tstzrange('2017-01-09', '2019-05-05'), i %% 40 = 2),
  ('frontline', i %% 3 > 0, daterange('2017-01-01', NULL), tstzrange('2017-01-09', NULL), i %% 11 = 4),
  ('leading_cadre', i %% 4 = 0, daterange('2016-01-01', NULL), tstzrange('2017-01-09', NULL), i %% 4 < 2 AND i %% 5 = 0),
  ('worker', i %% 2 = 0, daterange(NULL, NULL), tstzrange('2017-01-09', NULL), i %% 23 = 5)
) m (mark, holds, valid, known, there)
WHERE m.there;
