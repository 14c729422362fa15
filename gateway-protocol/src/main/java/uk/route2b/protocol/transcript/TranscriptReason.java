package uk.route2b.protocol.transcript;

/** What a judge can find wrong in a transcript. */
public enum TranscriptReason {
    FIRST_LINE("first-line", "the first line is not that of a transcript of a version that this program knows"),
    LINE("line", "the line cannot be read"),
    PERIOD("period", "its time lies outside the period of the first line"),
    NO_CERTIFICATE("no-certificate", "no certificate given for digital signature names its originator"),
    MESSAGE_SHAPE("message-shape", "the message is no whole signed message"),
    MESSAGE_PARTIES("message-parties", "the message is not between the two of the first line in this direction"),
    MESSAGE_CODE("message-code", "the message has a code, flag or format that this direction does not have"),
    MESSAGE_LINE("message-line", "the line gives another counter, code or digest than its message"),
    MESSAGE_SIGNATURE("message-signature", "the message is not signed by its originator's key"),
    ANSWER_END("answer-end", "the line says there is an answer and has none, or the other way round"),
    ANSWER_SHAPE("answer-shape", "the answer is no whole signed message"),
    ANSWER_PARTIES("answer-parties", "the answer is not from the target to the originator of its message"),
    ANSWER_CODE("answer-code", "the answer is no response with the code of its message and a format of it"),
    ANSWER_COUNTER("answer-counter", "the answer echoes another counter: it answers another message"),
    ANSWER_SIGNATURE("answer-signature", "the answer is not signed by its originator's key"),
    RECEIPT_SHAPE("receipt-shape", "the receipt has no known status or no whole digest"),
    RECEIPT_DIGEST("receipt-digest", "the receipt is for other octets than those of this message"),
    COUNTER_TWICE("counter-twice", "the originator used this counter twice"),
    COUNTER_ORDER("counter-order", "the counter is below what its receiver or sender could still use"),
    FILE_CUT("file-cut", "the last line is missing: the file was cut short"),
    FILE_COUNT("file-count", "there are more or fewer lines than the last one says"),
    FILE_DIGEST("file-digest", "the lines are not those that were written: something was changed, removed or added"),
    AFTER_END("after-end", "something follows the last line");

    private final String code;
    private final String meaning;

    TranscriptReason(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code, lower case with hyphens. */
    public String code() {
        return code;
    }

    /** One sentence for a person. */
    public String meaning() {
        return meaning;
    }
}
