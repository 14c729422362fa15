package uk.route2b.protocol.meter;

/** Why an alert is not taken, in the order in which it is found out. */
public enum AlertRefusal {
    SHAPE("shape", "the octets are not one whole ECS200 with alert code 8F88"),
    ADDRESSEE("addressee", "it is for another Supplier and another Load Controller"),
    DEVICE("device", "no key of the device is known"),
    SIGNATURE("signature", "the signature is by no key of the device");

    private final String code;
    private final String meaning;

    AlertRefusal(String code, String meaning) {
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
