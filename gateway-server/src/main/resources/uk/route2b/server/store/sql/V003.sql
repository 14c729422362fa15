-- The counter that a Supplier gave out last, over all requests to the DCC and so over all commands to meters.
CREATE TABLE supplier (
    entity  ${text}   NOT NULL PRIMARY KEY,
    counter ${number} NOT NULL
)${keyed};
