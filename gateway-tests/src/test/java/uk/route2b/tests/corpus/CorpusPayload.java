package uk.route2b.tests.corpus;

import uk.route2b.protocol.octets.Octets;

/**
 * One payload that a real OpenADR stack wrote.
 *
 * @param file its name
 * @param message the OpenADR message in it; {@code -} where a wrapper holds none
 * @param fromVtn whether a VTN wrote it, so that it travels down
 */
public record CorpusPayload(String file, String message, boolean fromVtn, Octets octets) {
    @Override
    public String toString() {
        return file;
    }
}
