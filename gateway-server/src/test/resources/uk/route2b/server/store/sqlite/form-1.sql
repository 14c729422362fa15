-- One row of state per CEM of a DSRSP, and its messages. Counters are unsigned 64-bit numbers, kept as twenty decimal
-- digits: so they compare and sort as what they are, here and in any other database, and a person can read them.
CREATE TABLE cem (
    dsrsp                   TEXT    NOT NULL,
    cem                     TEXT    NOT NULL,
    epoch                   INTEGER NOT NULL DEFAULT 0,
    last_sent               TEXT    NOT NULL DEFAULT '00000000000000000000',
    floor                   TEXT    NOT NULL DEFAULT '00000000000000000000',
    link_control            TEXT    NOT NULL DEFAULT '00000000000000000000',
    configuration_confirmed INTEGER NOT NULL DEFAULT 0,
    configuration_answered  INTEGER NOT NULL DEFAULT 0,
    tunnel_id               INTEGER NOT NULL DEFAULT -1,
    signer                  TEXT,
    certificate             BLOB,
    PRIMARY KEY (dsrsp, cem)
) STRICT, WITHOUT ROWID;

-- What CEMs sent: remembered by counter, so that nothing acts twice and everything is answered the same way again.
CREATE TABLE accepted (
    dsrsp       TEXT    NOT NULL,
    cem         TEXT    NOT NULL,
    counter     TEXT    NOT NULL,
    digest      BLOB    NOT NULL,
    octets      BLOB    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('begun', 'answered')),
    answer      BLOB,
    accepted_at INTEGER NOT NULL,
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem),
    CHECK ((state = 'answered') = (answer IS NOT NULL))
) STRICT;

CREATE INDEX accepted_begun ON accepted (dsrsp, cem, counter) WHERE state = 'begun';

-- What we sent: the signed octets are here before the first of them leaves.
CREATE TABLE outgoing (
    dsrsp     TEXT    NOT NULL,
    cem       TEXT    NOT NULL,
    counter   TEXT    NOT NULL,
    code      TEXT    NOT NULL,
    octets    BLOB    NOT NULL,
    state     TEXT    NOT NULL CHECK (state IN ('unanswered', 'answered', 'given-up')),
    answer    BLOB,
    tunnel_id INTEGER,
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem)
) STRICT;

CREATE INDEX outgoing_unanswered ON outgoing (dsrsp, cem, counter) WHERE state = 'unanswered';
