-- An admin opened it: it stays open at any age, until somebody closes it.
ALTER TABLE thread ADD COLUMN kept_open boolean NOT NULL DEFAULT false;

-- When age closes a thread, or null for never. A day is 24 hours, whatever the session's time zone does to its clocks.
CREATE FUNCTION thread_closes_at(made timestamptz, kept_open boolean, days integer) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN days > 0 AND NOT kept_open THEN made + days * interval '24 hours' END;

-- Whether a thread takes comments, as far as it is up to the thread and its age.
CREATE FUNCTION thread_is_open(open boolean, made timestamptz, kept_open boolean, days integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN open AND coalesce(thread_closes_at(made, kept_open, days) > now(), true);
