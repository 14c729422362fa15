package uk.route2b.server.operator;

/** All that an operator can look at and do. */
public record OperatorPages(
        Health health,
        Status status,
        DeadLetters deadLetters,
        MovePages moves,
        QuarantinePages quarantine,
        RecoveryPages recovery) {}
