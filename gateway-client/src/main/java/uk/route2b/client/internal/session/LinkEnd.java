package uk.route2b.client.internal.session;

import java.util.Optional;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.message.Refusal;

/**
 * How a link, or the attempt at one, ended.
 *
 * @param by who or what ended it
 * @param code the close code, if there was one
 * @param reason a stable reason code
 * @param welcomed whether it had been welcomed
 */
record LinkEnd(By by, Optional<CloseCode> code, String reason, boolean welcomed) {
    enum By {
        GATEWAY,
        US,
        NETWORK,
        CUT,
        IDENTITY
    }

    static LinkEnd of(DialFailure failure, boolean welcomed) {
        By by = switch (failure.kind()) {
            case NETWORK -> By.NETWORK;
            case CUT_AFTER_HANDSHAKE -> By.CUT;
            case REFUSED_BY_GATEWAY, GATEWAY_NOT_TRUSTED -> By.IDENTITY;
        };
        return new LinkEnd(by, Optional.empty(), failure.reason(), welcomed);
    }

    static LinkEnd byGateway(int number, String reason, boolean welcomed) {
        Optional<CloseCode> code = CloseCode.of(number);
        String word = code.map(CloseCode::word).orElse("close-" + number);
        return new LinkEnd(By.GATEWAY, code, reason.isEmpty() ? word : word + ":" + reason, welcomed);
    }

    static LinkEnd byUs(CloseCode code, String reason, boolean welcomed) {
        return new LinkEnd(By.US, Optional.of(code), reason, welcomed);
    }

    /** Whether the gateway refused a message because its memory of our counters has passed it. */
    boolean saysCounterSpent() {
        return by == By.GATEWAY && welcomed && has(CloseCode.REFUSED) && reason.endsWith(Refusal.COUNTER_SPENT.code());
    }

    boolean has(CloseCode wanted) {
        return code.equals(Optional.of(wanted));
    }
}
