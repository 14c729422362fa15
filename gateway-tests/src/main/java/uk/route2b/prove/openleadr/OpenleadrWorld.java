package uk.route2b.prove.openleadr;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import uk.route2b.cem.CemProgram;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.server.GatewayServerProgram;

/** The four programs of one world, each in a process of its own. */
final class OpenleadrWorld implements AutoCloseable {
    static final String CEM = "00-DB-12-34-56-78-90-C1";
    private static final String LOG_LEVEL = "ROUTE2B_LOG_LEVEL";

    private final OpenleadrFiles files;
    private final Path python;
    private final Speaker vtn;
    private final Speaker gateway;
    private final Speaker cem;
    private final Speaker ven;

    private OpenleadrWorld(OpenleadrFiles files, Path python, int pollSeconds) {
        this.files = files;
        this.python = python;
        JavaCommand java = JavaCommand.plain();
        vtn = python("vtn", "vtn.py", Integer.toString(files.vtn()), Integer.toString(pollSeconds));
        gateway = speaker(
                "gateway",
                java.words(GatewayServerProgram.class, false, "--config", file("gateway.yaml")),
                "route2b server ready");
        cem = speaker("cem", java.words(CemProgram.class, false, "--config", file("cem.yaml")), "route2b cem ready");
        ven = python("ven", "ven.py", url(files.endpoint()), OpenleadrFiles.VEN);
    }

    /** Starts all four at once: a VEN that finds nobody tries again. */
    static OpenleadrWorld open(OpenleadrFiles files, Path python, int pollSeconds) throws InterruptedException {
        OpenleadrWorld world = new OpenleadrWorld(files, python, pollSeconds);
        boolean up = false;
        try {
            for (Speaker each : world.all()) {
                each.awaitUp();
            }
            up = true;
            return world;
        } finally {
            if (!up) {
                world.close();
            }
        }
    }

    private List<Speaker> all() {
        return List.of(ven, cem, gateway, vtn);
    }

    private static String url(int port) {
        String path = OpenAdrService.PATH.substring(0, OpenAdrService.PATH.length() - 1);
        return "http://127.0.0.1:" + port + path;
    }

    private String file(String name) {
        return files.folder().resolve(name).toString();
    }

    private Speaker python(String name, String program, String... arguments) {
        List<String> words = new java.util.ArrayList<>(List.of(python.toString(), "-B", "-u", file(program)));
        words.addAll(List.of(arguments));
        return speaker(name, words, "\"said\": \"ready\"");
    }

    private Speaker speaker(String name, List<String> words, String ready) {
        Path log = files.folder().resolve(name + ".log");
        return new Speaker(name, words, Map.of(LOG_LEVEL, "INFO"), log, ready);
    }

    /** A second VEN of openleadr that speaks to the VTN itself, for comparison. */
    Speaker directVen(String name) throws InterruptedException {
        return python("ven-direct", "ven.py", url(files.vtn()), name).awaitUp();
    }

    Speaker vtn() {
        return vtn;
    }

    Speaker gateway() {
        return gateway;
    }

    Speaker cem() {
        return cem;
    }

    Speaker ven() {
        return ven;
    }

    /** What was said up to now counts no more. */
    void mark() {
        vtn.mark();
        ven.mark();
    }

    void order(String what, String ven, String event) {
        vtn.order("{\"do\":\"%s\",\"ven\":\"%s\",\"event\":\"%s\"}".formatted(what, ven, event));
    }

    @Override
    public void close() {
        for (Speaker each : all()) {
            each.kill();
        }
    }
}
