-- The allowed origins of each tenant. A tenant is a host, as browsers send it: in lower case, without a port.
CREATE TABLE IF NOT EXISTS tenant_origins (
    host text NOT NULL CHECK (host <> '' AND host = lower(host)),
    origin text NOT NULL,
    PRIMARY KEY (host, origin)
) WITHOUT ROWID;
