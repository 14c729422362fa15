package uk.route2b.protocol.meter;

/** Why a response is not the one that a command waits for, in the order in which it is found out. */
public enum ResponseRefusal {
    SHAPE("shape", "the octets are not one whole response to an ECS46a"),
    METER("meter", "it is a response of another device"),
    SUPPLIER("supplier", "it is for another Supplier"),
    COUNTER("counter", "it answers another command"),
    SIGNATURE("signature", "the signature is by no key of the meter"),
    RESULTS("results", "it has more or fewer results than the command has labels");

    private final String code;
    private final String meaning;

    ResponseRefusal(String code, String meaning) {
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
