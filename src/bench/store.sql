-- A store of :comments comments, of which :pending percent wait: 50 to a thread, 5 by each author; of the rest most are
-- approved, some rejected, some spam.
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
-- The word and fragment indexes are built at the end, as a restore builds them: row by row they take most of the time.
CREATE TEMPORARY TABLE built_last AS
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'comment' AND indexdef LIKE '% USING gin %';
SELECT format('DROP INDEX %I', indexname) FROM built_last \gexec
TRUNCATE comment, author, thread, revision;
INSERT INTO thread (site_id, key, url, title, named, published_count)
SELECT s.id, 'old-' || n, 'http://localhost:8080/old-' || n, 'The old article number ' || n, true, 45
  FROM site s, generate_series(1, :comments / 50) n WHERE s.key = 'demo';
INSERT INTO author (id, site_id, email_lookup, email_sealed, email_mask, approved)
SELECT md5('author' || n)::uuid, s.id, decode(rpad(repeat(md5(n::text), 3), 74, '0'), 'hex'), decode(repeat(md5(n::text), 4), 'hex'),
       'r•••@example.org', 4
  FROM site s, generate_series(1, :comments / 5) n WHERE s.key = 'demo';
INSERT INTO comment (id, site_id, thread_id, author_id, name, body, locale, url, title, status, version, submitted_at, decided_at,
                     decided_by, published_at, receipt_hash, client_hash, dedupe_key, repeat_key)
SELECT uuidv7(age), t.site_id, t.id, md5('author' || n % (:comments / 5) + 1)::uuid, 'Reader ' || n % (:comments / 5),
       text.body, 'en', 'http://localhost:8080/' || t.key, t.title, text.status,
       CASE WHEN text.status = 'pending' THEN 1 ELSE 2 END, now() + age, now() + age,
       CASE WHEN text.status = 'pending' THEN NULL ELSE 'admin' END,
       CASE WHEN text.status = 'approved' THEN now() + age END,
       decode(md5('r' || n) || md5('s' || n), 'hex'), decode(md5('c' || n % (:comments / 5)), 'hex'),
       CASE WHEN text.status IN ('pending', 'spam') THEN decode(md5('d' || n) || md5('e' || n), 'hex') END,
       CASE WHEN text.status = 'approved' THEN decode(md5('d' || n) || md5('e' || n), 'hex') END
  FROM generate_series(1, :comments) n
  JOIN thread t ON t.key = 'old-' || n % (:comments / 50) + 1
 CROSS JOIN LATERAL (SELECT make_interval(mins => (n - :comments) / 2 - 1) AS age) when_sent
 CROSS JOIN LATERAL (
    SELECT CASE WHEN n % 100 < :pending THEN 'pending' WHEN n % 100 < 92 THEN 'approved' WHEN n % 100 < 96 THEN 'rejected' ELSE 'spam' END AS status,
           (SELECT string_agg('word' || abs(hashint4(n * 40 + w)) % 20000, ' ') FROM generate_series(1, 24) w) AS body) text;
SELECT indexdef FROM built_last \gexec
SET synchronous_commit = on;
VACUUM ANALYZE comment, author, thread;
