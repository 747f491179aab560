-- What the database itself keeps of merging, of sealed numbers and of emergency rights.

-- As in guards.sql; besides, what is sealed may be sealed again under another key, which changes nothing that is said.
CREATE OR REPLACE FUNCTION register_fact_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  after jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('kejia.removing_demo', true) = 'on' THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a fact of the register is never deleted; end or correct it'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
  END IF;
  before := to_jsonb(OLD) - 'known';
  after := to_jsonb(NEW) - 'known';
  IF before = after AND upper_inf(OLD.known) AND NOT upper_inf(NEW.known)
     AND lower(NEW.known) = lower(OLD.known) AND upper(NEW.known) <= clock_timestamp() THEN
    RETURN NEW;
  END IF;
  IF NEW.known = OLD.known AND current_setting('kejia.erasing', true) = 'on' THEN
    IF before - TG_ARGV = after - TG_ARGV THEN
      RETURN NEW;
    END IF;
  END IF;
  IF NEW.known = OLD.known AND TG_TABLE_NAME = 'register_identitydocument'
     AND current_setting('kejia.resealing', true) = 'on'
     AND before - ARRAY['sealed', 'digest'] = after - ARRAY['sealed', 'digest'] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a fact of the register is never changed; correct it by a new one'
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;

-- Identities stay; a record may be led to another that leads nowhere itself, and back. So no chain closes on itself:
-- of two that would lead to each other at once, the second waits for the first and is refused.
CREATE OR REPLACE FUNCTION register_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD) - 'merged_into_id';
  was_into text := to_jsonb(OLD) ->> 'merged_into_id';
  into_id text;
  found_id bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('kejia.removing_demo', true) = 'on' THEN
      RETURN OLD;
    END IF;
  ELSIF before = to_jsonb(NEW) - 'merged_into_id' THEN
    into_id := to_jsonb(NEW) ->> 'merged_into_id';
    IF into_id IS NULL OR into_id = was_into THEN
      RETURN NEW;
    END IF;
    EXECUTE format('SELECT id FROM %I WHERE id = $1 AND id <> $2 AND merged_into_id IS NULL FOR SHARE', TG_TABLE_NAME)
      INTO found_id USING into_id::bigint, OLD.id;
    IF found_id IS NOT NULL AND was_into IS NULL THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a record is merged once, into another that was not merged itself'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'merged_into_one_that_stays', TABLE = TG_TABLE_NAME;
  END IF;
  RAISE EXCEPTION 'an identity of the register stays as it is'
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;

-- Nothing new is said of a record that was merged away. The arguments are columns of the new rows and what they name.
-- The lock makes a writer and a merge wait for each other: keys are checked when a transaction ends, which is too late.
CREATE FUNCTION register_not_of_a_merged_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place integer := 0;
  named text;
  ids text;
  merged bigint;
BEGIN
  WHILE place < TG_NARGS LOOP
    ids := format('SELECT %I FROM written', TG_ARGV[place]);
    named := TG_ARGV[place + 1];
    IF named = 'register_post' THEN
      ids := format('SELECT organisation_id FROM register_post WHERE id IN (%s)', ids);
      named := 'register_organisation';
    END IF;
    EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM %I WHERE id IN (%s) ORDER BY id FOR KEY SHARE) locked', named, ids);
    EXECUTE format('SELECT min(id) FROM %I WHERE merged_into_id IS NOT NULL AND id IN (%s)', named, ids) INTO merged;
    IF merged IS NOT NULL THEN
      RAISE EXCEPTION '% % was merged into another: write of that one', named, merged
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'not_of_a_merged_record', TABLE = TG_TABLE_NAME;
    END IF;
    place := place + 2;
  END LOOP;
  RETURN NULL;
END $$;

-- Rows that are written once; the arguments are columns that may be filled later, once.
CREATE FUNCTION register_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('kejia.removing_demo', true) = 'on' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV
     AND jsonb_strip_nulls(to_jsonb(OLD)) <@ to_jsonb(NEW) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% rows are written once: % is refused', TG_TABLE_NAME, lower(TG_OP)
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;

-- A name as it is compared: full-width signs as half-width ones, one dot for all dots, no spaces, no variation
-- selectors, Latin letters small. Ideographs stay as they are, those of Extension B and of private use too.
CREATE FUNCTION register_folded(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(translate(
    regexp_replace(name, '[\s\u00a0\u2000-\u200d\u202f\u2060\u3000\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]', '', 'g'),
    '•・‧∙⋅･.．' ||
    '！＂＃＄％＆＇（）＊＋，－／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
    '········' ||
    '!"#$%&''()*+,-/0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~'
  ) COLLATE "C")
$$;
CREATE INDEX person_name_folded ON register_personfact (register_folded(value))
  WHERE kind = 'name' AND upper_inf(known);
CREATE INDEX organisation_name_folded ON register_organisationfact (register_folded(value))
  WHERE kind = 'name' AND upper_inf(known);
