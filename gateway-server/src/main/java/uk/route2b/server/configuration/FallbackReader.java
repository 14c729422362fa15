package uk.route2b.server.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what goes by route 2a while a CEM has no link. */
final class FallbackReader {
    private static final int DAY = 24 * 60 * 60;
    private static final int FRAGMENTS_THERE_ARE = 2048;

    private FallbackReader() {}

    static FallbackPolicy read(Fields fields) {
        FallbackPolicy usual = FallbackPolicy.DEFAULT;
        FallbackPolicy policy = new FallbackPolicy(
                fields.has("urgent") ? Optional.of(kinds(fields)) : Optional.empty(),
                fields.number("fragments", usual.fragments(), 1, FRAGMENTS_THERE_ARE),
                fields.number("messagesAtOnce", usual.messagesAtOnce(), 1, 1_000_000),
                fields.seconds("resendSeconds", (int) usual.resend().toSeconds(), 1, DAY),
                fields.number("sends", usual.sends(), 1, 1_000),
                fields.seconds("lookSeconds", (int) usual.look().toSeconds(), 1, 3_600));
        fields.finish();
        return policy;
    }

    private static Set<String> kinds(Fields fields) {
        List<String> kinds = fields.texts("urgent");
        kinds.stream()
                .filter(kind -> !kind.matches("oadr[A-Z][A-Za-z]+"))
                .forEach(kind -> fields.fault("urgent", "\"" + kind + "\" is no name of an OpenADR 2.0b message"));
        return Set.copyOf(kinds);
    }
}
