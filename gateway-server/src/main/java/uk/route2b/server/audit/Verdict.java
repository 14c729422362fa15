package uk.route2b.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.server.register.CemKey;

/**
 * One verdict, before it is written: facts in their order, and never a payload's body.
 *
 * @param subject what it is about: {@code hello}, {@code message}, {@code answer}, {@code payload} …
 * @param reason a reason code, or empty
 * @param facts further facts by short names; a value takes {@link #FACT_MOST} octets of a record at most
 */
public record Verdict(Check check, Ruling ruling, String subject, String reason, Map<String, String> facts) {
    /** Octets of one text in a record, escapes included: a peer may have chosen it. */
    public static final int FACT_MOST = 256;

    private static final String DSRSP = "dsrsp";
    private static final String CEM = "cem";

    public Verdict {
        Map<String, String> cut = new LinkedHashMap<>();
        facts.forEach((name, value) -> cut.put(name, RecordText.cut(value, FACT_MOST)));
        reason = RecordText.cut(reason, FACT_MOST);
        facts = java.util.Collections.unmodifiableMap(cut);
    }

    /** One without further facts. */
    public static Verdict of(Check check, Ruling ruling, String subject, String reason) {
        return new Verdict(check, ruling, subject, reason, Map.of());
    }

    /** The same with one fact more. */
    public Verdict with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, String.valueOf(value));
        return new Verdict(check, ruling, subject, reason, more);
    }

    /** The same about a CEM. */
    public Verdict about(CemKey key) {
        return with(DSRSP, key.dsrsp()).with(CEM, key.cem());
    }

    /** Whose refusal this is, if it is one that a CEM brings about as often as it likes. */
    Optional<CemRefusals.Who> refused() {
        boolean refusal = ruling == Ruling.REFUSED || ruling == Ruling.CLOSED;
        return Optional.ofNullable(facts.get(CEM))
                .filter(known -> refusal && check != Check.OPERATOR)
                .map(known -> new CemRefusals.Who(facts.getOrDefault(DSRSP, ""), known));
    }

    /** The same about a signed message: its header and the SHA-256 of its signed octets. */
    public Verdict of(SignedMessage message) {
        return with("code", message.header().code())
                .with("counter", message.header().counterText())
                .with("digest", message.digest().hex())
                .with("octets", message.octets().size());
    }
}
