-- The role that serves requests owns nothing and cannot change the audit. Where one role does both jobs (an external
-- database without spring.flyway.user) the owner's rights stay, and the trigger alone holds the audit.
DO $$
BEGIN
    IF current_user <> '${service}' THEN
        GRANT USAGE ON SCHEMA public TO "${service}";
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${service}";
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "${service}";
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON flyway_schema_history FROM "${service}";
        REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM "${service}";
    END IF;
END
$$;
