-- What the database itself keeps of the register, for bulk writes and raw SQL too.

-- A fact is never deleted and never changed, but that its belief may end once, and that its personal values may be
-- blanked by an erasure. The two settings are set for one transaction by the register's own actions.
CREATE FUNCTION register_fact_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
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
  RAISE EXCEPTION 'a fact of the register is never changed; correct it by a new one'
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;

-- Identities stay; only where a merged one leads to may change.
CREATE FUNCTION register_identity_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('kejia.removing_demo', true) = 'on' THEN
      RETURN OLD;
    END IF;
  ELSIF to_jsonb(OLD) - 'merged_into_id' = to_jsonb(NEW) - 'merged_into_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an identity of the register stays as it is'
    USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$;

-- A post has no day on which more people hold it than it has seats. The posts touched are locked in order, so that
-- two writers to the last seat wait for one another; the lock lets keys to the post be written beside it.
CREATE FUNCTION register_seats_suffice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  crowded record;
BEGIN
  PERFORM 1 FROM register_post
    WHERE id IN (SELECT DISTINCT n.post_id FROM written n
                 WHERE TG_TABLE_NAME = 'register_seats'
                    OR EXISTS (SELECT 1 FROM register_seats s WHERE s.post_id = n.post_id AND upper_inf(s.known)))
    ORDER BY id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  WITH touched AS (
    SELECT DISTINCT post_id FROM written
  ), steps AS (
    SELECT post_id, lower(valid) AS day, 1 AS step
      FROM register_appointment JOIN touched USING (post_id) WHERE upper_inf(known)
    UNION ALL
    SELECT post_id, upper(valid), -1
      FROM register_appointment JOIN touched USING (post_id) WHERE upper_inf(known) AND NOT upper_inf(valid)
    UNION ALL
    SELECT post_id, lower(valid), 0
      FROM register_seats JOIN touched USING (post_id) WHERE upper_inf(known)
  ), holders AS (
    SELECT post_id, day, sum(sum(step)) OVER (PARTITION BY post_id ORDER BY day NULLS FIRST) AS count
      FROM steps GROUP BY post_id, day
  )
  SELECT h.post_id, h.day, h.count, s.number INTO crowded
    FROM holders h
    JOIN register_seats s ON s.post_id = h.post_id AND upper_inf(s.known)
     AND (s.valid @> h.day OR (h.day IS NULL AND lower_inf(s.valid)))
   WHERE h.count > s.number
   ORDER BY h.post_id, h.day LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'post % has % seats and would have % holders on %', crowded.post_id, crowded.number, crowded.count, crowded.day
      USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_within_seats', TABLE = 'register_appointment';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER appointment_within_seats AFTER INSERT ON register_appointment
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION register_seats_suffice();
CREATE TRIGGER seats_enough AFTER INSERT ON register_seats
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION register_seats_suffice();

-- An appointment says of its post what the post says of itself.
ALTER TABLE register_appointment ADD CONSTRAINT appointment_one_seat_as_its_post
  FOREIGN KEY (post_id, one_seat) REFERENCES register_post (id, one_seat);
