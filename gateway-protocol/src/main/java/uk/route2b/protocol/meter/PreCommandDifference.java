package uk.route2b.protocol.meter;

/** What a pre-command says that its request did not: each is a reason never to sign it. */
public enum PreCommandDifference {
    SHAPE("shape", "the octets are not one whole message without a signature"),
    SIGNED("signed", "it has a signature already"),
    KIND("kind", "it is a response or an alert"),
    CODE("code", "it is a command of another use case"),
    SUPPLIER("supplier", "it is a command of another originator"),
    METER("meter", "it is for another meter"),
    COUNTER("counter", "it has another counter"),
    FIELDS("fields", "it has a date-time or further parties, which this command never has"),
    CONTENT("content", "it does something else than setting labels"),
    INVOKE_IDENTIFIER("invoke-identifier", "its invoke identifier is not of its counter"),
    LABEL_COUNT("label-count", "it sets more or fewer labels"),
    LABEL_INDEX("label-index", "it sets other labels, or in another order"),
    LABEL_TEXT("label-text", "it sets a label to another text");

    private final String code;
    private final String meaning;

    PreCommandDifference(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code. */
    public String code() {
        return code;
    }

    /** One sentence for an operator. */
    public String meaning() {
        return meaning;
    }
}
