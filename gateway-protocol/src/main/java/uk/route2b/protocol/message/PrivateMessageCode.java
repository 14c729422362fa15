package uk.route2b.protocol.message;

import static uk.route2b.protocol.message.ContentFormat.DER;
import static uk.route2b.protocol.message.ContentFormat.EXCHANGE;
import static uk.route2b.protocol.message.ContentFormat.EXCHANGE_ZLIB;
import static uk.route2b.protocol.message.ContentFormat.JSON;
import static uk.route2b.protocol.message.ContentFormat.JSON_ZLIB;
import static uk.route2b.protocol.message.ContentFormat.RECEIPT;
import static uk.route2b.protocol.message.ContentFormat.XML;
import static uk.route2b.protocol.message.ContentFormat.XML_ZLIB;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The message codes of route 2b, and which formats each carries by CRA flag. The only place that knows them.
 *
 * <p>GBCS has not allocated these codes. They keep our messages apart from real meter commands that are signed with the
 * same kind of key, so an endpoint accepts no others; a live trial needs codes from the code administrator.
 */
public enum PrivateMessageCode {
    /** OpenADR, both ways. */
    OPENADR(
            0x7F01,
            EnumSet.of(XML, XML_ZLIB, JSON, JSON_ZLIB, EXCHANGE, EXCHANGE_ZLIB),
            EnumSet.of(XML, XML_ZLIB, JSON, JSON_ZLIB, EXCHANGE, EXCHANGE_ZLIB, RECEIPT),
            EnumSet.of(XML, XML_ZLIB, JSON, JSON_ZLIB, EXCHANGE, EXCHANGE_ZLIB)),
    /** The link configuration, down. */
    LINK_CONFIGURATION(0x7F02, EnumSet.of(JSON, JSON_ZLIB), EnumSet.of(RECEIPT), EnumSet.noneOf(ContentFormat.class)),
    /** Certificates and requests for them. */
    CREDENTIALS(0x7F03, EnumSet.of(DER), EnumSet.of(DER, RECEIPT), EnumSet.of(DER)),
    /** Hello, welcome and the rest of what the link says about itself; never resent, only hello is answered. */
    LINK_CONTROL(0x7F04, EnumSet.of(JSON), EnumSet.of(JSON), EnumSet.of(JSON));

    private final MessageCode code;
    private final Set<ContentFormat> commands;
    private final Set<ContentFormat> responses;
    private final Set<ContentFormat> alerts;

    PrivateMessageCode(int code, Set<ContentFormat> commands, Set<ContentFormat> responses, Set<ContentFormat> alerts) {
        this.code = new MessageCode(code);
        this.commands = Set.copyOf(commands);
        this.responses = Set.copyOf(responses);
        this.alerts = Set.copyOf(alerts);
    }

    public MessageCode code() {
        return code;
    }

    /** Whether a message with this code and {@code flag} may carry {@code format}. */
    public boolean carries(CraFlag flag, ContentFormat format) {
        return formats(flag).contains(format);
    }

    /** The formats that a message with this code and {@code flag} may carry. */
    public Set<ContentFormat> formats(CraFlag flag) {
        return switch (flag) {
            case COMMAND -> commands;
            case RESPONSE -> responses;
            case ALERT -> alerts;
        };
    }

    /** The code of ours with this number; empty for the code of a real meter message. */
    public static Optional<PrivateMessageCode> of(MessageCode code) {
        for (PrivateMessageCode ours : values()) {
            if (ours.code.equals(code)) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }
}
