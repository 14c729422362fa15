package uk.route2b.client;

/**
 * Something that is wrong with a commissioning record or the CEM's own certificate.
 *
 * @param part which part of it
 * @param reason a stable reason code
 * @param meaning one sentence for a person
 */
public record CommissioningFinding(String part, String reason, String meaning) {
    @Override
    public String toString() {
        return part + ": " + reason + ", " + meaning;
    }
}
