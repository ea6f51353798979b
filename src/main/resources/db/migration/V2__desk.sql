-- Words in the forms of their language. A page that names no language, or one that PostgreSQL has no dictionary for, is
-- found by comment_search alone.
CREATE FUNCTION search_language(locale text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lower(split_part(locale, '-', 1))
           WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig
           WHEN 'ca' THEN 'pg_catalog.catalan'::regconfig
           WHEN 'da' THEN 'pg_catalog.danish'::regconfig
           WHEN 'de' THEN 'pg_catalog.german'::regconfig
           WHEN 'el' THEN 'pg_catalog.greek'::regconfig
           WHEN 'en' THEN 'pg_catalog.english'::regconfig
           WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
           WHEN 'eu' THEN 'pg_catalog.basque'::regconfig
           WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
           WHEN 'fr' THEN 'pg_catalog.french'::regconfig
           WHEN 'ga' THEN 'pg_catalog.irish'::regconfig
           WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig
           WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
           WHEN 'hy' THEN 'pg_catalog.armenian'::regconfig
           WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig
           WHEN 'it' THEN 'pg_catalog.italian'::regconfig
           WHEN 'lt' THEN 'pg_catalog.lithuanian'::regconfig
           WHEN 'nb' THEN 'pg_catalog.norwegian'::regconfig
           WHEN 'ne' THEN 'pg_catalog.nepali'::regconfig
           WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
           WHEN 'nn' THEN 'pg_catalog.norwegian'::regconfig
           WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
           WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
           WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
           WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
           WHEN 'sr' THEN 'pg_catalog.serbian'::regconfig
           WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
           WHEN 'ta' THEN 'pg_catalog.tamil'::regconfig
           WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
           WHEN 'yi' THEN 'pg_catalog.yiddish'::regconfig
           ELSE 'pg_catalog.simple'::regconfig
       END;

-- What was typed, read in each of these languages (names of text search configurations): any of them will do.
CREATE FUNCTION search_in_languages(languages text[], words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('(' || read.query::text || ')', ' | ')::tsquery, ''::tsquery)
      FROM (SELECT DISTINCT websearch_to_tsquery(language::regconfig, words) AS query FROM unnest(languages) AS language) AS read
     WHERE numnode(read.query) > 0
$$;

-- What waits is found without these three: they cost an insert more than all other indexes together, so that a comment
-- enters them when it is decided on.
DROP INDEX comment_search;
CREATE INDEX comment_search ON comment USING gin (to_tsvector('simple', name || ' ' || body)) WHERE status <> 'pending';
CREATE INDEX comment_search_language ON comment USING gin (to_tsvector(search_language(locale), name || ' ' || body))
    WHERE status <> 'pending' AND locale IS NOT NULL;

-- Fragments of words. pg_trgm is a trusted extension: who may create something in the database may install it. Where it
-- cannot be had, fragments are found among what waits only.
DO $$
DECLARE
    place text;
BEGIN
    BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'pg_trgm cannot be installed, so fragments of words are not searched for: %', SQLERRM;
    END;
    SELECT n.nspname INTO place FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';
    IF place IS NOT NULL THEN
        EXECUTE format('CREATE INDEX comment_fragments ON comment USING gin ((name || '' '' || body) %I.gin_trgm_ops)
                         WHERE status <> ''pending''', place);
    END IF;
END
$$;

-- comments that a machine said something about, by what it said
CREATE INDEX comment_signals ON comment USING gin (signals jsonb_path_ops) WHERE signals <> '[]';
-- what the door itself put into spam, by day
CREATE INDEX comment_caught ON comment (site_id, id) WHERE status = 'spam' AND decided_by IS NULL;
-- all that the numbers need of a decision
CREATE INDEX audit_of_decisions ON audit (site, id) INCLUDE (comment_id, from_status, to_status, by_whom, at)
    WHERE action = 'decide';

-- What an admin wants done with submissions in which something is found. A null site means all sites.
CREATE TABLE rule (
    id         uuid PRIMARY KEY,
    site_id    integer REFERENCES site,
    kind       text NOT NULL CHECK (kind IN ('word', 'pattern', 'link', 'name', 'address', 'network', 'key')),
    -- of an author's address the mask; what it is compared by is its keyed hash
    value      text NOT NULL,
    lookup     bytea,
    action     text NOT NULL CHECK (action IN ('hold', 'spam', 'refuse')),
    enabled    boolean NOT NULL DEFAULT true,
    note       text,
    hits       bigint NOT NULL DEFAULT 0,
    hit_at     timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (site_id, kind, value, lookup)
);
