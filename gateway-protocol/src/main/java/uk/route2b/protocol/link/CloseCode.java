package uk.route2b.protocol.link;

import java.util.Optional;

/** How a link ends, as a WebSocket close code. The page docs/close-codes.md gives cause and remedy of each. */
public enum CloseCode {
    NORMAL(1000, "normal"),
    GOING_AWAY(1001, "going-away"),
    /** A text frame; the link carries binary messages only. */
    UNSUPPORTED_DATA(1003, "unsupported-data"),
    POLICY(1008, "policy"),
    TOO_BIG(1009, "too-big"),
    /** Full queues: nothing was stored, try again later. */
    TRY_AGAIN_LATER(1013, "try-again-later"),
    SUPERSEDED(4001, "superseded"),
    HELLO(4002, "hello-late-or-bad"),
    REVOKED(4003, "revoked-or-suspended"),
    REFUSED(4004, "message-refused"),
    QUARANTINED(4005, "quarantined"),
    DRAINING(4007, "draining");

    private final int number;
    private final String word;

    CloseCode(int number, String word) {
        this.number = number;
        this.word = word;
    }

    public int number() {
        return number;
    }

    /** One word for logs and for the reason of the close frame. */
    public String word() {
        return word;
    }

    /** The code with this number, if it is one of ours. */
    public static Optional<CloseCode> of(int number) {
        for (CloseCode code : values()) {
            if (code.number == number) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
