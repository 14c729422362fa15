-- One row of state per CEM of a DSRSP, and its messages. Counters are unsigned 64-bit numbers, kept as twenty decimal
-- digits: so they compare and sort as what they are, here and in any other database, and a person can read them.
CREATE TABLE cem (
    dsrsp                   ${text}    NOT NULL,
    cem                     ${text}    NOT NULL,
    epoch                   ${number} NOT NULL DEFAULT 0,
    last_sent               ${text}    NOT NULL DEFAULT '00000000000000000000',
    floor                   ${text}    NOT NULL DEFAULT '00000000000000000000',
    link_control            ${text}    NOT NULL DEFAULT '00000000000000000000',
    configuration_confirmed ${number} NOT NULL DEFAULT 0,
    configuration_answered  ${number} NOT NULL DEFAULT 0,
    tunnel_id               ${number} NOT NULL DEFAULT -1,
    signer                  ${text},
    certificate             ${octets},
    PRIMARY KEY (dsrsp, cem)
)${keyed};

-- What CEMs sent: remembered by counter, so that nothing acts twice and everything is answered the same way again.
CREATE TABLE accepted (
    dsrsp       ${text}    NOT NULL,
    cem         ${text}    NOT NULL,
    counter     ${text}    NOT NULL,
    digest      ${octets}    NOT NULL,
    octets      ${octets}    NOT NULL,
    state       ${text}    NOT NULL CHECK (state IN ('begun', 'answered')),
    answer      ${octets},
    accepted_at ${number} NOT NULL,
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem),
    CHECK ((state = 'answered') = (answer IS NOT NULL))
)${strict};

CREATE INDEX accepted_begun ON accepted (dsrsp, cem, counter) WHERE state = 'begun';

-- What we sent: the signed octets are here before the first of them leaves.
CREATE TABLE outgoing (
    dsrsp     ${text}    NOT NULL,
    cem       ${text}    NOT NULL,
    counter   ${text}    NOT NULL,
    code      ${text}    NOT NULL,
    octets    ${octets}    NOT NULL,
    state     ${text}    NOT NULL CHECK (state IN ('unanswered', 'answered', 'given-up')),
    answer    ${octets},
    tunnel_id ${number},
    signed_at ${number} NOT NULL,
    PRIMARY KEY (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem)
)${strict};

CREATE INDEX outgoing_unanswered ON outgoing (dsrsp, cem, counter) WHERE state = 'unanswered';
