-- Link configurations: which one a CEM gave up or refused last and why, and moves of many CEMs.

ALTER TABLE cem ADD COLUMN configuration_failed ${number} NOT NULL DEFAULT 0;
ALTER TABLE cem ADD COLUMN configuration_reason ${text} NOT NULL DEFAULT '';

-- The key of the newest message certificate of ours to which the CEM gave any answer since its last hello.
ALTER TABLE cem ADD COLUMN credential_answered ${text};

-- A configuration on its way to many CEMs, so many a minute. The version is this move's alone.
CREATE TABLE move (
    number        ${identity},
    dsrsp         ${text}   NOT NULL,
    version       ${number} NOT NULL,
    configuration ${text}   NOT NULL,
    per_minute    ${number} NOT NULL,
    stopped       ${number} NOT NULL DEFAULT 0,
    started_at    ${number} NOT NULL,
    UNIQUE (dsrsp, version)
)${strict};

-- What became of a CEM stands in its row of cem: here is only whether its turn has come.
CREATE TABLE move_cem (
    move     ${number} NOT NULL,
    dsrsp    ${text}   NOT NULL,
    cem      ${text}   NOT NULL,
    begun_at ${number},
    PRIMARY KEY (move, cem),
    FOREIGN KEY (move) REFERENCES move (number)
)${keyed};

CREATE INDEX move_cem_to_do ON move_cem (move, cem) WHERE begun_at IS NULL;
CREATE INDEX move_cem_begun ON move_cem (move, begun_at) WHERE begun_at IS NOT NULL;
CREATE INDEX move_cem_target ON move_cem (dsrsp, cem, move) WHERE begun_at IS NOT NULL;
