package uk.route2b.simulator.demo;

import java.io.IOException;
import java.util.List;

/** The story, step by step. */
final class Demo {
    private static final String DSRSP = "90-B3-D5-1F-30-01-00-08";
    private static final List<String> CEMS = List.of("00-DB-12-34-56-78-90-C1", "00-DB-12-34-56-78-90-C2");
    private static final List<String> VENS = List.of("VEN_1", "VEN_2A", "VEN_2B");

    private final Cast cast;
    private final Narrator narrator;
    private final Observations observations;

    Demo(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
        this.observations = new Observations(cast, narrator);
    }

    void run() throws IOException {
        narrator.say(
                "Everything stands in " + cast.folder().shown(cast.folder().root()) + "/, made anew. By hand, first:");
        cast.environment().forEach((name, value) -> narrator.command("export " + name + "=" + value));
        makeIdentities();
        startTheWorld();
        startTheCems();
        startTheGateway();
        startTheVens();
        pushEvents();
        narrator.step("Everything stops when it is told to");
        cast.stopAll();
    }

    private void makeIdentities() throws IOException {
        narrator.step("Certificates: a test authority, the DSRSP's message key and TLS key, one key for each CEM");
        cast.run("pki", "init", "{home}/demo-run/pki");
        organisation("dsrsp-message");
        organisation("dsrsp-tls");
        device("cem-1", CEMS.get(0));
        device("cem-2", CEMS.get(1));
    }

    private void organisation(String name) {
        cast.run(
                "pki",
                "issue",
                "organisation",
                "--dir",
                "{home}/demo-run/pki",
                "--role",
                "08",
                "--eui",
                DSRSP,
                "--use",
                "signing",
                "--out",
                "{home}/demo-run/identities/" + name);
    }

    private void device(String name, String entity) {
        cast.run(
                "pki",
                "issue",
                "device",
                "--dir",
                "{home}/demo-run/pki",
                "--eui",
                entity,
                "--use",
                "signing",
                "--out",
                "{home}/demo-run/identities/" + name);
    }

    private void startTheWorld() throws IOException {
        narrator.step(
                "The world around the gateway: a smart meter system, and the DSRSP's VTN, which pushes to three URLs");
        cast.startAll(
                "listening on",
                Cast.Part.of(
                        "smart-meter-system",
                        "simulator",
                        "smart-meter-system",
                        "--port",
                        Integer.toString(cast.ports().of(Ports.SMART_METER)),
                        "--delay-millis",
                        "20-60",
                        "--seed",
                        "1"),
                new Cast.Part("vtn", vtn()));
    }

    /** The push URLs hold tokens, so they come from a file: what stands on a command line can be seen by everybody. */
    private List<String> vtn() throws IOException {
        StringBuilder vens = new StringBuilder();
        for (String ven : VENS) {
            String url = cast.ports().url(Ports.PUSH) + "/push/" + cast.folder().makeToken(ven);
            vens.append("--ven=").append(ven).append('=').append(url).append('\n');
        }
        cast.folder().makeSecret("vtn-vens", vens.toString());
        return List.of(
                "simulator",
                "vtn",
                "--vtn-id",
                "th_vtn",
                "--port",
                Integer.toString(cast.ports().of(Ports.VTN)),
                "@{home}/demo-run/secrets/vtn-vens");
    }

    private void startTheCems() {
        narrator.step("Two CEMs start with nothing but a commissioning record, and read their meter's labels");
        cast.startAll(
                "cem ready",
                Cast.Part.of("cem-1", "cem", "--config", "{home}/config/cem-1.yaml"),
                Cast.Part.of("cem-2", "cem", "--config", "{home}/config/cem-2.yaml"));
    }

    private void startTheGateway() {
        narrator.step(
                "The gateway starts, finds two CEMs without a link configuration, and sends it over 2a; the CEMs dial");
        cast.run("server", "check", "--config", "{home}/config/server.yaml");
        cast.startAll(
                "server ready", Cast.Part.of("gateway-server", "server", "--config", "{home}/config/server.yaml"));
        observations.configuredAndLinked(CEMS.get(0), Ports.CEM_1);
        observations.configuredAndLinked(CEMS.get(1), Ports.CEM_2);
        observations.smartMeterCounts();
    }

    private void startTheVens() {
        narrator.step(
                "Three VENs start, unchanged OpenADR 2.0b over HTTP, and register with the VTN through their CEM");
        cast.startAll(
                "listening on",
                ven("ven-1", "VEN_1", Ports.CEM_1, ""),
                ven("ven-2a", "VEN_2A", Ports.CEM_2, "/ven-2a"),
                ven("ven-2b", "VEN_2B", Ports.CEM_2, "/ven-2b"));
        VENS.forEach(observations::registered);
    }

    private Cast.Part ven(String name, String ven, String port, String prefix) {
        String url = cast.ports().url(port) + prefix + "/OpenADR2/Simple/2.0b";
        return Cast.Part.of(name, "simulator", "ven", "--ven-id", ven, "--ven-name", ven, "--vtn-url", url);
    }

    private void pushEvents() {
        narrator.step("The VTN pushes an event to each VEN down the link, and each VEN answers it");
        VENS.forEach(observations::eventAnswered);
        CEMS.forEach(observations::counters);
    }
}
