package uk.route2b.simulator.demo;

import java.io.IOException;
import java.util.List;

/** The story, step by step. */
final class Demo {
    private static final List<String> CEMS = List.of("00-DB-12-34-56-78-90-C1", "00-DB-12-34-56-78-90-C2");
    private static final List<String> VENS = List.of("VEN_1", "VEN_2A", "VEN_2B");

    private final Cast cast;
    private final Narrator narrator;
    private final Observations observations;
    private final Tally tally;
    private final Parts parts;

    Demo(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
        this.observations = new Observations(cast, narrator);
        this.tally = new Tally(cast, narrator);
        this.parts = new Parts(cast);
    }

    void run() throws IOException {
        narrator.say(
                "Everything stands in " + cast.folder().shown(cast.folder().root()) + "/, made anew. By hand, first:");
        cast.environment().forEach((name, value) -> narrator.command("export " + name + "='" + value + "'"));
        narrator.say("CEMs dial port " + cast.ports().of(Ports.PUBLIC_LINK) + ", where this demo relays to the gateway;"
                + " by hand, ROUTE2B_LINK_PUBLIC_PORT is the gateway's own");
        makeIdentities();
        startTheWorld();
        startTheCems();
        startTheGateway();
        startTheVens();
        pushEvents();
        fallBack();
        comeBack();
        narrator.step("Everything stops when it is told to");
        cast.stopAll();
    }

    private void makeIdentities() {
        narrator.step("Certificates: a test authority; the DSRSP's keys for messages and for TLS; the Supplier's for"
                + " commands and for XML; the DCC's for XML; one for each CEM and each meter");
        parts.makeIdentities(CEMS);
    }

    private void startTheWorld() throws IOException {
        narrator.step("The world around the gateway: the DCC with two meters, and the DSRSP's VTN, which pushes to"
                + " three URLs");
        cast.startAll(" on http", new Cast.Part("dcc", parts.dcc()), new Cast.Part("vtn", parts.vtn(VENS)));
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
        cast.run(Cast.Part.of("server-check", "server", "check", "--config", "{home}/config/server.yaml"));
        cast.startAll(
                "server ready", Cast.Part.of("gateway-server", "server", "--config", "{home}/config/server.yaml"));
        observations.configuredAndLinked(CEMS.get(0), Ports.CEM_1);
        observations.configuredAndLinked(CEMS.get(1), Ports.CEM_2);
        tally.tell();
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
        tally.tell();
    }

    private Cast.Part ven(String name, String ven, String port, String prefix) {
        String url = cast.ports().url(port) + prefix + "/OpenADR2/Simple/2.0b";
        return Cast.Part.of(name, "simulator", "ven", "--ven-id", ven, "--ven-name", ven, "--vtn-url", url);
    }

    private void pushEvents() {
        narrator.step("The VTN pushes an event to each VEN down the link, and each VEN answers it");
        observations.eventsAnswered(VENS, "by-2b");
        CEMS.forEach(observations::counters);
        tally.tell();
    }

    private void fallBack() {
        narrator.step(
                "The internet between CEMs and gateway is cut; an urgent event goes by 2a, and so does its answer");
        cast.relay().cut();
        observations.fellBack(CEMS.get(0));
        observations.eventsAnswered(VENS.subList(0, 1), "by-2a");
        tally.tell();
    }

    private void comeBack() {
        narrator.step("The internet is back: the CEMs dial, what waited goes by the link, and so does the next event");
        cast.relay().mend();
        observations.linked(CEMS.get(0), Ports.CEM_1);
        observations.linked(CEMS.get(1), Ports.CEM_2);
        observations.eventsAnswered(VENS.subList(0, 1), "by-2b-again");
        observations.nothingUnanswered(CEMS.get(0));
        CEMS.forEach(observations::counters);
        tally.tell();
    }
}
