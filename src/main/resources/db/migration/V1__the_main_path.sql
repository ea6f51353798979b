-- What must stay the same between starts, such as the check value of the keyset.
CREATE TABLE installation (
    name  text PRIMARY KEY,
    value bytea NOT NULL
);

CREATE TABLE site (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        text NOT NULL UNIQUE,
    name       text NOT NULL,
    origins    text[] NOT NULL,
    settings   jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Made by its first submission. Title and url are readers' text: null until a comment is approved (named).
CREATE TABLE thread (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id         integer NOT NULL REFERENCES site,
    key             text NOT NULL,
    url             text,
    title           text,
    named           boolean NOT NULL DEFAULT false,
    open            boolean NOT NULL DEFAULT true,
    published_count integer NOT NULL DEFAULT 0 CHECK (published_count >= 0),
    created_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (site_id, key)
);

-- One row per site and email. Erasing empties the three email columns; the row stays for what it wrote.
CREATE TABLE author (
    id           uuid PRIMARY KEY,
    site_id      integer NOT NULL REFERENCES site,
    email_lookup bytea,
    email_sealed bytea,
    email_mask   text,
    standing     text NOT NULL DEFAULT 'normal' CHECK (standing IN ('normal', 'trusted', 'banned')),
    approved     integer NOT NULL DEFAULT 0,
    rejected     integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (site_id, email_lookup)
);

-- No foreign keys to site, thread and author: the one statement that inserts joins the three, none of them is ever
-- deleted, and the key checks would lock the thread's row once for each comment of a busy article.
-- The id is a UUIDv7: its order is the order of submission, so it serves as the key of every page.
CREATE TABLE comment (
    id              uuid PRIMARY KEY,
    site_id         integer NOT NULL,
    thread_id       bigint NOT NULL,
    author_id       uuid,
    parent_id       uuid,
    root_id         uuid,
    depth           smallint NOT NULL DEFAULT 1 CHECK (depth >= 1),
    name            text NOT NULL,
    body            text NOT NULL,
    locale          text,
    url             text,
    title           text,
    by_moderator    text,
    notify_replies  boolean NOT NULL DEFAULT false,
    status          text NOT NULL DEFAULT 'pending'
                    CHECK (status IN ('pending', 'approved', 'rejected', 'spam', 'withdrawn')),
    version         integer NOT NULL DEFAULT 1,
    signals         jsonb NOT NULL DEFAULT '[]',
    score           real NOT NULL DEFAULT 0,
    submitted_at    timestamptz NOT NULL,
    decided_at      timestamptz,
    decided_by      text,
    published_at    timestamptz,
    receipt_hash    bytea,
    client_hash     bytea,
    idempotency_key bytea,
    fingerprint     bytea,
    -- keyed digest of thread, author and text while the comment waits or lies in spam: nobody may send it again
    dedupe_key      bytea,
    -- the same, and the client's address, once it was approved: the same client may not send it again
    repeat_key      bytea
);

-- queue pages over all sites, and over one
CREATE INDEX comment_by_status ON comment (status, id);
CREATE INDEX comment_by_site_and_status ON comment (site_id, status, id);
-- a thread in the queue; an author's comments
CREATE INDEX comment_by_thread ON comment (thread_id, id);
CREATE INDEX comment_by_author ON comment (author_id, id);
-- the published thread: its top level by page, then the replies under those roots
CREATE INDEX comment_published_roots ON comment (thread_id, id) WHERE status = 'approved' AND parent_id IS NULL;
CREATE INDEX comment_published_replies ON comment (root_id, id) WHERE status = 'approved' AND root_id IS NOT NULL;
-- search in names and bodies
CREATE INDEX comment_search ON comment USING gin (to_tsvector('simple', name || ' ' || body));
-- one submission, once
CREATE UNIQUE INDEX comment_idempotency ON comment (site_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE UNIQUE INDEX comment_dedupe ON comment (dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX comment_repeat ON comment (repeat_key) WHERE repeat_key IS NOT NULL;

CREATE TABLE moderator (
    username      text PRIMARY KEY,
    display_name  text NOT NULL,
    password_hash text NOT NULL,
    role          text NOT NULL CHECK (role IN ('moderator', 'admin')),
    -- keys of the sites it is limited to; null for all
    sites         text[],
    enabled       boolean NOT NULL DEFAULT true,
    -- grows whenever earlier sessions must end: a new password, a new role, disabling
    epoch         integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE api_token (
    id           uuid PRIMARY KEY,
    name         text NOT NULL,
    token_hash   bytea NOT NULL UNIQUE,
    role         text NOT NULL CHECK (role IN ('moderator', 'admin')),
    made_by      text NOT NULL REFERENCES moderator,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at   timestamptz
);

-- What was done by whom. A null "by" is the comment's author.
CREATE TABLE audit (
    id          uuid PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_whom     text,
    action      text NOT NULL,
    site        text,
    comment_id  uuid,
    author_id   uuid,
    thread      text,
    from_status text,
    to_status   text,
    reason      text
);

CREATE INDEX audit_by_comment ON audit (comment_id, id) WHERE comment_id IS NOT NULL;
CREATE INDEX audit_by_site ON audit (site, id);
CREATE INDEX audit_by_action ON audit (action, id);
CREATE INDEX audit_by_whom ON audit (by_whom, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END
$$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- The text that an edit replaced. Apart from the audit, because erasing a person takes it away.
CREATE TABLE revision (
    audit_id   uuid PRIMARY KEY,
    comment_id uuid NOT NULL,
    body       text NOT NULL
);

CREATE INDEX revision_by_comment ON revision (comment_id);
