package uk.route2b.pki.authority;

/** The words that lie in the folder beside the files. */
final class Readme {
    private static final String TEXT = """
            A certificate authority of SMKI shape, FOR TESTS ONLY. Made by: route2b pki init

            root.pem              the root (OU 00)
            organisation-ca.pem   issues to organisations, such as a DSRSP (OU 07)
            device-ca.pem         issues to devices, such as a CEM
            trust.pem             all three, for programs that take one file of trust anchors
            trust.p12             the same for Java, without a password
            *.key                 private keys, PKCS#8, not encrypted, readable by you alone
            *.crl                 revocation lists; root.crl is the list of authorities (ARL)
            authority.json        what the folder was made with

            route2b pki issue organisation --dir DIR --role 08 --eui 90-B3-D5-1F-30-01-00-08 --use signing --out dsrsp
            route2b pki issue device --dir DIR --eui 00-DB-12-34-56-78-90-A0 --use signing --out cem

            Lists last DAYS days; "route2b pki crl --dir DIR" makes new ones.
            """;

    private static final String PUBLIC_KEYS = """

            THE KEYS IN THIS FOLDER ARE PUBLIC: anyone can make them from the seed in authority.json.
            """;

    private Readme() {}

    static String text(Parameters parameters) {
        return TEXT.replace("DAYS", Integer.toString(parameters.crlDays()))
                + (parameters.seed().isPresent() ? PUBLIC_KEYS : "");
    }
}
