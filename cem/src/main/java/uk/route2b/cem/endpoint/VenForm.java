package uk.route2b.cem.endpoint;

import java.time.Duration;
import java.util.Optional;
import uk.route2b.cem.configuration.VenWrap;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadForm;
import uk.route2b.protocol.openadr.RegistrationAnswer;

/**
 * What is changed for a VEN: the form of what it is given, and how often it is told to poll. Anything else, and what is
 * no OpenADR, is given as it came.
 */
record VenForm(VenWrap wrap, Optional<Duration> pollEvery) {
    /** No registration's answer is longer, and what is need not be read once more in a small heap. */
    private static final int REGISTRATION_MOST = 64 * 1024;

    /** {@code body} as this VEN gets it. */
    Octets given(Octets body) {
        if (body.isEmpty()) {
            return body;
        }
        Octets lowered = pollEvery
                .filter(fastest -> body.size() <= REGISTRATION_MOST)
                .map(fastest -> RegistrationAnswer.lowered(body, fastest))
                .orElse(body);
        try {
            return switch (wrap) {
                case ALWAYS -> PayloadForm.wrapped(lowered);
                case NEVER -> PayloadForm.bare(lowered);
                case AS_SENT -> lowered;
            };
        } catch (MalformedException noPayload) {
            return lowered;
        }
    }
}
