package uk.route2b.simulator.demo;

import java.io.IOException;
import java.util.List;

/** The commands that make and start what stands around the gateway. */
record Parts(Cast cast) {
    private static final String DSRSP = "90-B3-D5-1F-30-01-00-08";
    private static final String SUPPLIER = "90-B3-D5-1F-30-01-00-02";
    private static final String DCC = "90-B3-D5-1F-30-00-00-02";
    private static final String FIRST_METER = "00-DB-12-34-56-78-90-A1";
    private static final String PKI = "{home}/demo-run/pki";
    private static final String IDENTITIES = "{home}/demo-run/identities/";

    /** Makes all keys and certificates. */
    void makeIdentities(List<String> cems) {
        cast.run(Cast.Part.of("pki-init", "pki", "init", PKI));
        cast.run(
                organisation("dsrsp-message", "08", DSRSP, "signing"),
                organisation("dsrsp-tls", "08", DSRSP, "signing"),
                organisation("supplier", "02", SUPPLIER, "signing"),
                organisation("supplier-xml", "87", SUPPLIER, "xml"),
                organisation("dcc-xml", "87", DCC, "xml"),
                device("cem-1", cems.get(0)),
                device("cem-2", cems.get(1)),
                Cast.Part.of(
                        "pki-meters",
                        "pki",
                        "bulk",
                        "--dir",
                        PKI,
                        "--first",
                        FIRST_METER,
                        "--count",
                        "2",
                        "--out",
                        "{home}/demo-run/meters"));
    }

    private static Cast.Part organisation(String name, String role, String entity, String use) {
        return Cast.Part.of(
                "pki-" + name,
                "pki",
                "issue",
                "organisation",
                "--dir",
                PKI,
                "--role",
                role,
                "--eui",
                entity,
                "--use",
                use,
                "--out",
                IDENTITIES + name);
    }

    private static Cast.Part device(String name, String entity) {
        return Cast.Part.of(
                "pki-" + name,
                "pki",
                "issue",
                "device",
                "--dir",
                PKI,
                "--eui",
                entity,
                "--use",
                "signing",
                "--out",
                IDENTITIES + name);
    }

    /** The command of the DCC. */
    List<String> dcc() {
        return List.of(
                "simulator",
                "dcc",
                "--xml",
                IDENTITIES + "dcc-xml",
                "--user-xml",
                IDENTITIES + "supplier-xml.pem",
                "--supplier",
                IDENTITIES + "supplier.pem",
                "--devices",
                "{home}/demo-run/meters",
                "--load-controller",
                DSRSP,
                "--receiver",
                cast.ports().url(Ports.DUIS) + "/smartdcc/duis",
                "--port",
                Integer.toString(cast.ports().of(Ports.DCC)),
                "--home-port",
                Integer.toString(cast.ports().of(Ports.HOME)),
                "--delay-millis",
                "20-60",
                "--seed",
                "1");
    }

    /**
     * The command of the VTN. The push URLs hold tokens, so they come from a file: what stands on a command line can be
     * seen by everybody.
     */
    List<String> vtn(List<String> vens) throws IOException {
        StringBuilder urls = new StringBuilder();
        for (String ven : vens) {
            String url = cast.ports().url(Ports.PUSH) + "/push/" + cast.folder().makeToken(ven);
            urls.append("--ven=").append(ven).append('=').append(url).append('\n');
        }
        cast.folder().makeSecret("vtn-vens", urls.toString());
        return List.of(
                "simulator",
                "vtn",
                "--vtn-id",
                "th_vtn",
                "--port",
                Integer.toString(cast.ports().of(Ports.VTN)),
                "@{home}/demo-run/secrets/vtn-vens");
    }
}
