package uk.route2b.server.delivery;

import java.util.OptionalLong;

/**
 * What a VTN is told, and what follows once it has heard it.
 *
 * @param payload the payload whose VTN has its final answer with this; empty if the answer is not final
 */
public record PushVerdict(PushOutcome outcome, OptionalLong payload) {
    static PushVerdict open(PushOutcome outcome) {
        return new PushVerdict(outcome, OptionalLong.empty());
    }

    static PushVerdict of(PushOutcome outcome, long payload) {
        return outcome instanceof PushOutcome.Later
                ? open(outcome)
                : new PushVerdict(outcome, OptionalLong.of(payload));
    }
}
