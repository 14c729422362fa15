package uk.route2b.client.internal.session;

/** The protocol that the payloads speak: the engine knows neither its messages nor its rules. */
public interface PayloadSide {
    /** What is done about a payload that arrives. */
    Effect.Decision decision(EngineParts parts, PayloadDesk desk);

    /** How requests leave and answers are read. */
    AnswerReader answers(EngineParts parts);
}
