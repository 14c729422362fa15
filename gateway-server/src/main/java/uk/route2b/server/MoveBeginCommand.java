package uk.route2b.server;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.Console;

/** The command {@code server move begin}. */
@Command(
        name = "begin",
        header = "Begins a move.",
        description = "The gateway judges it; what makes no sense is refused with the reasons.")
final class MoveBeginCommand implements Callable<Integer> {
    @Mixin
    private OperatorCall operator = new OperatorCall();

    @Option(names = "--dsrsp", required = true, paramLabel = "EUI", description = "Whose CEMs.")
    private String dsrsp = "";

    @Option(
            names = "--per-minute",
            required = true,
            paramLabel = "N",
            description = "How many CEMs get it in a minute at most.")
    private int perMinute;

    @Option(names = "--cem", paramLabel = "EUI", description = "Whom; repeatable; without it every active CEM.")
    private List<String> cems = List.of();

    @Option(names = "--endpoint", paramLabel = "URI", description = "Where they dial; repeatable, the first preferred.")
    private List<URI> endpoints = List.of();

    @Option(
            names = "--gateway",
            paramLabel = "KEY",
            description = "Key identifier of the gateway's TLS certificate; twice during a change, current and next.")
    private List<String> gateway = List.of();

    @Option(names = "--issuer", paramLabel = "KEY", description = "Key identifier of its issuing authority.")
    private @Nullable String issuer;

    @Option(names = "--certificate", paramLabel = "smki|enrol", description = "Which certificate CEMs show.")
    private @Nullable String certificate;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "When they take it up at the earliest.")
    private @Nullable Instant notBefore;

    @Option(
            names = "--not-after",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "When they take it up at the latest.")
    private @Nullable Instant notAfter;

    @Option(names = "--version", paramLabel = "N", description = "The least version that it gets.")
    private @Nullable Long version;

    private final Console console;

    MoveBeginCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return operator.say(operator.post("/moves", order()), console);
    }

    /** What is not given is left out. */
    private Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("dsrsp", dsrsp);
        order.put("perMinute", perMinute);
        put(order, "cems", cems.isEmpty() ? null : cems);
        put(order, "endpoints", endpoints.isEmpty() ? null : endpoints);
        put(order, "gateway", gateway.isEmpty() ? null : gateway);
        put(order, "issuer", issuer);
        put(order, "certificate", certificate);
        put(order, "notBefore", notBefore == null ? null : notBefore.toEpochMilli());
        put(order, "notAfter", notAfter == null ? null : notAfter.toEpochMilli());
        put(order, "version", version);
        return order;
    }

    private static void put(Map<String, Object> order, String key, @Nullable Object value) {
        if (value != null) {
            order.put(key, value);
        }
    }
}
