package uk.route2b.protocol.octets;

/**
 * Octets from outside that cannot be what they claim to be. Caught once, at the edge that received them.
 *
 * <p>It carries no stack trace, because a peer decides how often it is made, and never quotes the input.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Malformation reason;
    private final int offset;
    private final String sentence;

    /**
     * @param reason what is wrong
     * @param offset where, in octets or characters from the start; -1 where that has no meaning
     */
    public MalformedException(Malformation reason, int offset) {
        this(reason, offset, "");
    }

    /** @param field the name of the field that is wrong, or empty; never a value that a peer chose */
    public MalformedException(Malformation reason, int offset, String field) {
        super(sentence(reason, offset, field), null, false, false);
        this.reason = reason;
        this.offset = offset;
        this.sentence = sentence(reason, offset, field);
    }

    /** Reason code, place and meaning in one sentence. */
    @Override
    public String getMessage() {
        return sentence;
    }

    /** For values that have a name but no offset. */
    public MalformedException(Malformation reason, String field) {
        this(reason, -1, field);
    }

    public Malformation reason() {
        return reason;
    }

    public int offset() {
        return offset;
    }

    private static String sentence(Malformation reason, int offset, String field) {
        String where = (field.isEmpty() ? "" : " in " + field) + (offset < 0 ? "" : " at offset " + offset);
        return reason.code() + where + ": " + reason.meaning();
    }
}
