-- One comment's bytes into one table: one that has nothing but a primary key, or one with the indexes of ours. The server
-- makes ids in order, as we do.
INSERT INTO bench_insert (id, site_id, thread_id, author_id, depth, name, body, locale, url, title, notify_replies, status,
                          signals, score, submitted_at, receipt_hash, client_hash, dedupe_key)
VALUES (uuidv7(), 1, 1, '0198f2a0-0000-7000-8000-000000000001', 1, :name, :body, 'en',
        'http://localhost:8080/article-1', 'The article number 1', false, 'pending',
        '[]', 0, now(), :receipt_hash, :client_hash, sha256(uuid_send(gen_random_uuid())));
