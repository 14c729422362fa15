package uk.route2b.server.operator;

import uk.route2b.server.link.CertificateQuarantine;

/** All that an operator can look at and do. */
public record OperatorPages(
        Health health,
        Status status,
        DeadLetters deadLetters,
        MovePages moves,
        CemStates states,
        QuarantinePages quarantine,
        RecoveryPages recovery,
        CertificateQuarantine refused) {}
