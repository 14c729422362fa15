-- Messages of CEMs that were above a threshold and wait for an operator; their octets stand in accepted. A row is there
-- for as long as nobody has decided, and no longer than bodies are kept. No number is used twice.
CREATE TABLE held_message (
    number  ${identity},
    dsrsp   ${text}   NOT NULL,
    cem     ${text}   NOT NULL,
    counter ${text}   NOT NULL,
    kind    ${text}   NOT NULL,
    reason  ${text}   NOT NULL,
    held_at ${number} NOT NULL,
    UNIQUE (dsrsp, cem, counter),
    FOREIGN KEY (dsrsp, cem) REFERENCES cem (dsrsp, cem)
)${strict};

CREATE INDEX held_message_age ON held_message (held_at);
