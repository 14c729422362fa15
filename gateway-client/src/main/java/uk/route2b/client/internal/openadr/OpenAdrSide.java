package uk.route2b.client.internal.openadr;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.internal.session.AnswerReader;
import uk.route2b.client.internal.session.Effect;
import uk.route2b.client.internal.session.EngineParts;
import uk.route2b.client.internal.session.PayloadDesk;
import uk.route2b.client.internal.session.PayloadSide;

/**
 * OpenADR 2.0b for the engine.
 *
 * @param vens behind this CEM; empty if any VEN is taken
 * @param dispatchAge how old a list of events may be
 */
public record OpenAdrSide(Set<String> vens, Optional<Duration> dispatchAge) implements PayloadSide {
    public OpenAdrSide {
        vens = Set.copyOf(vens);
    }

    @Override
    public Effect.Decision decision(EngineParts parts, PayloadDesk desk) {
        return new PayloadIntake(new Vens(vens), parts.limits(), dispatchAge, parts.time(), desk);
    }

    @Override
    public AnswerReader answers(EngineParts parts) {
        return new ExchangeAnswers(new Vens(vens), parts.limits());
    }
}
