package uk.route2b.protocol.link;

/** The fixed names and limits of the link. */
public final class LinkProtocol {
    /** The WebSocket subprotocol; an upgrade that does not offer it is refused. */
    public static final String SUBPROTOCOL = "route2b.v1";
    /** The path of the link on a gateway. */
    public static final String PATH = "/route2b";
    /** Largest message in octets by default: a report of a day has 3.3 MB. */
    public static final int MESSAGE_OCTETS = 4 * 1024 * 1024 + 128;
    /** How long the gateway waits for hello after the upgrade. */
    public static final int HELLO_SECONDS = 10;

    private LinkProtocol() {}
}
