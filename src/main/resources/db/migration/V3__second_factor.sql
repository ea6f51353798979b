ALTER TABLE moderator
    -- an admin demands it: until it is set up, its owner's sessions reach nothing but the session itself
    ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false;

-- Who signs in with a time-based code (RFC 6238). Counts once it is confirmed by a code.
CREATE TABLE second_factor (
    username      text PRIMARY KEY REFERENCES moderator,
    secret_sealed bytea NOT NULL,
    made_at       timestamptz NOT NULL DEFAULT now(),
    confirmed_at  timestamptz,
    -- number of the last 30 seconds whose code was taken: neither that one nor an earlier one is taken again
    last_step     bigint NOT NULL DEFAULT 0
);

-- The recovery codes that are left: keyed digests, each deleted by its use.
CREATE TABLE recovery_code (
    username  text NOT NULL REFERENCES second_factor ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    PRIMARY KEY (username, code_hash)
);
