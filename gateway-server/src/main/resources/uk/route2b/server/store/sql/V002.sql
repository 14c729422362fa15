-- The outbox, shared bodies, the audit and the mark of a restore; messages keep their headers when their octets are
-- pruned. The tables of messages are made anew because a column cannot lose its NOT NULL everywhere.

-- doubt_until: what comes new with this counter or a lower one may have been begun by a store that was lost. While
-- doubt_open is 1 the next hello decides it.
ALTER TABLE cem ADD COLUMN doubt_until ${text} NOT NULL DEFAULT '00000000000000000000';
ALTER TABLE cem ADD COLUMN doubt_open ${number} NOT NULL DEFAULT 0;

-- node: who began it, and only that one may say after a fall that it is in doubt; empty in rows of form 1.
CREATE TABLE accepted_2 (
    dsrsp       ${text}   NOT NULL,
    cem         ${text}   NOT NULL,
    counter     ${text}   NOT NULL,
    code        ${text}   NOT NULL,
    node        ${text}   NOT NULL,
    digest      ${octets} NOT NULL,
    octets      ${octets},
    state       ${text}   NOT NULL CHECK (state IN ('begun', 'answered')),
    answer      ${octets},
    accepted_at ${number} NOT NULL,
    answered_at ${number},
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem),
    CHECK (state = 'answered' OR (answer IS NULL AND octets IS NOT NULL))
)${strict};

INSERT INTO accepted_2 (dsrsp, cem, counter, code, node, digest, octets, state, answer, accepted_at)
SELECT dsrsp, cem, counter, upper(encode(substr(octets, 32, 2), 'hex')), '', digest, octets, state, answer, accepted_at
FROM accepted;

DROP TABLE accepted;
ALTER TABLE accepted_2 RENAME TO accepted;

CREATE INDEX accepted_begun ON accepted (dsrsp, cem, counter) WHERE state = 'begun';
CREATE INDEX accepted_kept ON accepted (accepted_at) WHERE octets IS NOT NULL;
CREATE INDEX accepted_age ON accepted (accepted_at);

-- head and tail stand around the body of the payload, which is kept once for all CEMs. Without a tail the head is all.
CREATE TABLE outgoing_2 (
    dsrsp       ${text}   NOT NULL,
    cem         ${text}   NOT NULL,
    counter     ${text}   NOT NULL,
    code        ${text}   NOT NULL,
    digest      ${octets} NOT NULL,
    head        ${octets},
    tail        ${octets},
    payload     ${number},
    state       ${text}   NOT NULL CHECK (state IN ('unanswered', 'answered', 'given-up')),
    answer      ${octets},
    tunnel_id   ${number},
    signed_at   ${number} NOT NULL,
    answered_at ${number},
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem),
    CHECK (state <> 'unanswered' OR (answer IS NULL AND head IS NOT NULL))
)${strict};

INSERT INTO outgoing_2 (dsrsp, cem, counter, code, digest, head, state, answer, tunnel_id, signed_at)
SELECT dsrsp, cem, counter, code, sha256(substr(octets, 2, length(octets) - 66)), octets, state, answer, tunnel_id, signed_at
FROM outgoing;

DROP TABLE outgoing;
ALTER TABLE outgoing_2 RENAME TO outgoing;

CREATE INDEX outgoing_unanswered ON outgoing (dsrsp, cem, counter) WHERE state = 'unanswered';
CREATE INDEX outgoing_kept ON outgoing (signed_at) WHERE head IS NOT NULL;
CREATE INDEX outgoing_age ON outgoing (signed_at);

-- Bodies of payloads, each once.
CREATE TABLE body (
    digest ${octets} NOT NULL PRIMARY KEY,
    octets ${octets} NOT NULL
)${strict};

-- Payloads of VTNs. Order within a CEM is the order of numbers, and no number is used twice.
CREATE TABLE outbox (
    number      ${identity},
    dsrsp       ${text}   NOT NULL,
    cem         ${text}   NOT NULL,
    kind        ${text}   NOT NULL,
    ven         ${text}   NOT NULL,
    urgent      ${number} NOT NULL,
    replaces    ${number} NOT NULL,
    expires_at  ${number},
    body_digest ${octets} NOT NULL,
    body_octets ${number} NOT NULL,
    body_format ${number} NOT NULL,
    body_kept   ${number} NOT NULL DEFAULT 1,
    queued_at   ${number} NOT NULL,
    state       ${text}   NOT NULL DEFAULT 'QUEUED',
    counter     ${text},
    reason      ${text}   NOT NULL DEFAULT '',
    told        ${number} NOT NULL DEFAULT 0,
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem)
)${strict};

CREATE INDEX outbox_queued ON outbox (dsrsp, cem, number) WHERE state = 'QUEUED';
CREATE INDEX outbox_untold ON outbox (dsrsp, cem, body_digest) WHERE told = 0;
CREATE INDEX outbox_counter ON outbox (dsrsp, cem, counter) WHERE counter IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state IN ('QUEUED', 'SENT') AND expires_at IS NOT NULL;
CREATE INDEX outbox_dead ON outbox (number) WHERE state IN ('REFUSED', 'HELD', 'IN_DOUBT', 'EXPIRED', 'UNKNOWN');
CREATE INDEX outbox_body ON outbox (body_digest) WHERE body_kept = 1;
CREATE INDEX outbox_kept ON outbox (queued_at) WHERE body_kept = 1;
CREATE INDEX outbox_age ON outbox (queued_at);

-- One record a verdict. A transcript is read along it.
CREATE TABLE audit (
    number    ${identity},
    at        ${number} NOT NULL,
    dsrsp     ${text}   NOT NULL,
    cem       ${text}   NOT NULL,
    direction ${text}   NOT NULL,
    code      ${text}   NOT NULL,
    counter   ${text}   NOT NULL,
    digest    ${octets} NOT NULL,
    verdict   ${text}   NOT NULL,
    reason    ${text}   NOT NULL
)${strict};

INSERT INTO audit (at, dsrsp, cem, direction, code, counter, digest, verdict, reason)
SELECT at, dsrsp, cem, direction, code, counter, digest, verdict, '' FROM (
    SELECT accepted_at AS at, dsrsp, cem, 'up' AS direction, code, counter, digest, 'accepted' AS verdict FROM accepted
    UNION ALL
    SELECT signed_at AS at, dsrsp, cem, 'down' AS direction, code, counter, digest, 'signed' AS verdict FROM outgoing
) AS known
ORDER BY at, counter;

CREATE INDEX audit_cem ON audit (dsrsp, cem, number);

-- restored-after and restored-until: the span of the restores so far; checked: written by each health check.
CREATE TABLE meta (
    name  ${text}   NOT NULL PRIMARY KEY,
    value ${number} NOT NULL
)${keyed};
