-- The state of a CEM that an operator has changed while the gateway ran; it stands above that of the configuration file.
CREATE TABLE cem_status (
    dsrsp      ${text}   NOT NULL,
    cem        ${text}   NOT NULL,
    state      ${text}   NOT NULL,
    changed_at ${number} NOT NULL,
    PRIMARY KEY (dsrsp, cem)
)${keyed};
