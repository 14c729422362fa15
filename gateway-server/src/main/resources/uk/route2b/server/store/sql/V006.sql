-- How many homes may change at once: for each CEM the minutes in which its load may change, and for each window of ten
-- minutes how many CEMs have one in it. Minutes are counted from 1970.

CREATE TABLE dispatch_change (
    dsrsp  ${text}   NOT NULL,
    cem    ${text}   NOT NULL,
    minute ${number} NOT NULL,
    PRIMARY KEY (dsrsp, cem, minute)
)${keyed};

CREATE INDEX dispatch_change_age ON dispatch_change (minute);

CREATE TABLE dispatch_window (
    dsrsp  ${text}   NOT NULL,
    begins ${number} NOT NULL,
    cems   ${number} NOT NULL,
    PRIMARY KEY (dsrsp, begins)
)${keyed};

-- What each VEN is to do, as it was counted last: what is not in the next list any more is cancelled by that.
CREATE TABLE dispatch_list (
    dsrsp ${text} NOT NULL,
    cem   ${text} NOT NULL,
    ven   ${text} NOT NULL,
    list  ${text} NOT NULL,
    PRIMARY KEY (dsrsp, cem, ven)
)${keyed};

-- Unsigned payloads that wait for an operator.
CREATE INDEX outbox_held ON outbox (dsrsp, cem, number) WHERE state = 'HELD' AND counter IS NULL;

-- What anomaly detection of each node has counted in the window that it is.
CREATE TABLE traffic (
    node      ${text}   NOT NULL,
    scope     ${text}   NOT NULL,
    threshold ${text}   NOT NULL,
    begins_at ${number} NOT NULL,
    number    ${number} NOT NULL,
    octets    ${number} NOT NULL,
    PRIMARY KEY (node, scope, threshold)
)${keyed};
