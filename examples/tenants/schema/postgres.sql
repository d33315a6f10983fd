-- The allowed origins of each tenant. A tenant is a host, as browsers send it: in lower case, without a port.
CREATE TABLE IF NOT EXISTS tenant_origins (
    host text NOT NULL CHECK (host <> '' AND host = lower(host) AND length(host) <= 253),
    origin text NOT NULL CHECK (length(origin) <= 326),
    PRIMARY KEY (host, origin)
);

-- Tells every server that listens which tenant has changed. PostgreSQL delivers it when the transaction
-- commits, once for each tenant of the transaction.
CREATE OR REPLACE FUNCTION notify_tenant_origins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        -- All tenants.
        PERFORM pg_notify('tenant_origins', '');
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM pg_notify('tenant_origins', OLD.host);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM pg_notify('tenant_origins', NEW.host);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tenant_origins_rows
    AFTER INSERT OR UPDATE OR DELETE ON tenant_origins
    FOR EACH ROW EXECUTE FUNCTION notify_tenant_origins();

CREATE OR REPLACE TRIGGER tenant_origins_truncated
    AFTER TRUNCATE ON tenant_origins
    FOR EACH STATEMENT EXECUTE FUNCTION notify_tenant_origins();
