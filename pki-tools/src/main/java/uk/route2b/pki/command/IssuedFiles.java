package uk.route2b.pki.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.commandline.Protection;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;

/**
 * Where an issued certificate and its key go, and the line that says so.
 *
 * @param prefix path without the ending
 * @param force whether to replace what is there
 * @param json whether to answer in JSON
 */
record IssuedFiles(String prefix, boolean force, boolean json, Console console) {
    private static final String SCHEMA = "route2b-pki-issue/1";

    private record Answer(String schema, String profile, String notAfter, List<String> files) {}

    /** Fails before a key is made if either file is in the way. */
    void refuseIfInTheWay() {
        AtomicFiles files = new AtomicFiles(force);
        files.refuseIfInTheWay(certificate());
        files.refuseIfInTheWay(key());
    }

    /** The key first: a certificate without its key is of no use, a key without certificate does no harm. */
    void write(IssuedIdentity identity, String description) {
        AtomicFiles files = new AtomicFiles(force);
        files.write(key(), octets(KeyFiles.keyText(identity)), Protection.OWNER_ONLY);
        files.write(certificate(), octets(Pem.text(identity.chain())), Protection.PUBLIC);
        say(identity, description);
    }

    private void say(IssuedIdentity identity, String description) {
        String until = identity.certificate().getNotAfter().toInstant().toString();
        List<String> files = List.of(certificate().toString(), key().toString());
        if (json) {
            JsonOutput.write(console.out(), new Answer(SCHEMA, description, until, files));
        } else {
            console.out().println(files.get(0) + ": " + description + ", valid until " + until);
            console.out().println(files.get(1) + ": its private key, PKCS#8, not encrypted");
        }
    }

    private Path certificate() {
        return Path.of(prefix + ".pem");
    }

    private Path key() {
        return Path.of(prefix + ".key");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
