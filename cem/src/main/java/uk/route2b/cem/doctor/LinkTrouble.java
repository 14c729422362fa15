package uk.route2b.cem.doctor;

import java.util.Map;
import uk.route2b.commandline.doctor.Diagnosis.Trouble;

/** What mends what keeps a CEM from its gateway, by the link's own reason codes. */
final class LinkTrouble {
    private static final String ASK_DSRSP =
            "ask the DSRSP for a new link configuration: it names the key and the authority of the gateway";
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(
                    "network",
                    "look whether this home is on the internet, the name of the endpoint can be looked up, and no"
                            + " firewall keeps the way out shut; then whether the gateway runs"),
            Map.entry(
                    "timeout",
                    "look for a firewall that drops packets; if other sites answer, the gateway is down: its DSRSP knows"),
            Map.entry(
                    "tls",
                    "something else than the gateway answers there, or a proxy opens TLS on the way: the link is TLS 1.3"
                            + " from end to end and cannot be opened in between"),
            Map.entry(
                    "identity-refused",
                    "the gateway does not know this CEM as active, or its certificate has been revoked: have the DSRSP look"
                            + " up its entity identifier in the register"),
            Map.entry(
                    "cut-after-handshake",
                    "a gateway that does not take this CEM's certificate looks like this, and so does one that stops: try"
                            + " again, then have the DSRSP look at refusedBeforeLink on the gateway's status page"),
            Map.entry("subprotocol", "something else than a route 2b gateway answers there: " + ASK_DSRSP),
            Map.entry(
                    "not-enrolled",
                    "the certificate comes from the DSRSP by itself, by 2a; wait, and look that the CEM runs and its meter"
                            + " is reached"),
            Map.entry(
                    "gateway-expired",
                    "the gateway's certificate is over, or this clock is wrong: set it, else tell the DSRSP"),
            Map.entry("gateway-not-yet-valid", "set this device's clock"),
            Map.entry("gateway-wrong-key-identifier", ASK_DSRSP),
            Map.entry("gateway-wrong-issuer", ASK_DSRSP),
            Map.entry(
                    "gateway-wrong-entity",
                    "another DSRSP's gateway answers there; compare commissioning.dsrsp, then " + ASK_DSRSP),
            Map.entry("gateway-chain", "compare commissioning.anchors with the authorities that the DSRSP names"),
            Map.entry("journal", "mend the disk: docs/cem.md, When the disk fails"),
            Map.entry("clock", "set this device's clock, then start once with --accept-clock"));

    private LinkTrouble() {}

    static Trouble of(String reason, String detail) {
        String remedy = reason.startsWith("upgrade-")
                ? "something answers there that is not the gateway's link; " + ASK_DSRSP
                : REMEDIES.getOrDefault(reason, "docs/close-codes.md and docs/cem.md say what " + reason + " means");
        return new Trouble(detail.isEmpty() ? reason : reason + ", " + detail, remedy);
    }
}
