-- Who owns the session of a CEM, and so may use route 2a for it; linked is 0 once its link has been gone for a while.
CREATE TABLE session_owner (
    dsrsp  ${text}   NOT NULL,
    cem    ${text}   NOT NULL,
    node   ${text}   NOT NULL,
    linked ${number} NOT NULL,
    PRIMARY KEY (dsrsp, cem),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem)
)${keyed};

-- When each node said last that it lives.
CREATE TABLE gateway_node (
    name    ${text}   NOT NULL PRIMARY KEY,
    seen_at ${number} NOT NULL
)${keyed};

CREATE INDEX outbox_urgent ON outbox (dsrsp, cem, number) WHERE urgent = 1 AND state IN ('QUEUED', 'SENT');
CREATE INDEX outgoing_tunnel ON outgoing (dsrsp, cem, tunnel_id) WHERE state = 'unanswered' AND tunnel_id IS NOT NULL;
