package uk.route2b.server.audit;

/** Which of the three checks gave a verdict (design section 10), or who else did something worth an audit record. */
public enum Check {
    /** Who speaks: certificate, enrolment, signature, counter, binding of venID to CEM. */
    AUTHENTICATION("authentication"),
    /** How much, how fast, and how many homes at once. */
    ANOMALY("anomaly detection"),
    /** What is said: form, limits, direction, and whether an answer fits. */
    PARSE_AND_CORRELATE("parse and correlate"),
    /** All three let it through, and what became of it. */
    DELIVERY("delivery"),
    /** A person did something over the operator interface or with a command. */
    OPERATOR("operator");

    private final String word;

    Check(String word) {
        this.word = word;
    }

    /** As it stands in a record. */
    public String word() {
        return word;
    }
}
