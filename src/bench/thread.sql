-- One thread of 50 approved comments, ten of them replies.
WITH thread AS (
    INSERT INTO thread (site_id, key, url, title, named, published_count)
    SELECT id, 'benchmark', 'http://localhost:8080/benchmark', 'The article of the benchmark', true, 50 FROM site WHERE key = 'demo'
    RETURNING id, site_id
), made AS (
    SELECT n, uuidv7(make_interval(secs => n - 100)) AS id, gen_random_uuid() AS author
      FROM generate_series(1, 50) n
), author AS (
    INSERT INTO author (id, site_id, approved) SELECT m.author, t.site_id, 1 FROM made m, thread t
)
INSERT INTO comment (id, site_id, thread_id, author_id, parent_id, root_id, depth, name, body, locale, status, version,
                     submitted_at, decided_at, decided_by, published_at)
SELECT m.id, t.site_id, t.id, m.author, p.id, p.id, CASE WHEN p.id IS NULL THEN 1 ELSE 2 END, 'Reader ' || m.n,
       'Comment number ' || m.n || ': the dates are what stays with me.', 'en', 'approved', 2,
       now(), now(), 'admin', now()
  FROM thread t, made m LEFT JOIN made p ON m.n > 40 AND p.n = m.n - 40;
