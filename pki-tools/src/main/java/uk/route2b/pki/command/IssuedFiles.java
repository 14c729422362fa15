package uk.route2b.pki.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.commandline.Protection;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;

/**
 * Where an issued certificate and its key go, and the lines that say so.
 *
 * @param prefix path without the ending
 * @param force whether to replace what is there
 * @param json whether to answer in JSON
 */
record IssuedFiles(String prefix, boolean force, boolean json, Console console) {
    private static final String SCHEMA = "route2b-pki-issue/1";

    private record Answer(String schema, String issued, String serial, String notAfter, List<String> files) {}

    /** Fails before anything is made if a file is in the way. */
    void refuseIfInTheWay(boolean withKey) {
        AtomicFiles files = new AtomicFiles(force);
        files.refuseIfInTheWay(certificate());
        if (withKey) {
            files.refuseIfInTheWay(key());
        }
    }

    /** The key first: a key without its certificate does no harm, a certificate without its key is of no use. */
    void write(IssuedIdentity identity, String description) {
        byte[] text = KeyFiles.keyText(identity).getBytes(StandardCharsets.UTF_8);
        new AtomicFiles(force).write(key(), text, Protection.OWNER_ONLY);
        write(identity.chain());
        say(identity.certificate(), description, List.of(certificate(), key()));
    }

    /** For a key that stays where it is. */
    void write(List<X509Certificate> chain, String description) {
        write(chain);
        say(chain.get(0), description, List.of(certificate()));
    }

    private void write(List<X509Certificate> chain) {
        byte[] text = Pem.text(chain).getBytes(StandardCharsets.UTF_8);
        new AtomicFiles(force).write(certificate(), text, Protection.PUBLIC);
    }

    private void say(X509Certificate issued, String description, List<Path> files) {
        String until = issued.getNotAfter().toInstant().toString();
        List<String> names = files.stream().map(Path::toString).toList();
        if (json) {
            String serial = issued.getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
            JsonOutput.write(console.out(), new Answer(SCHEMA, description, serial, until, names));
            return;
        }
        List<String> lines = new ArrayList<>(List.of(names.get(0) + ": " + description + ", valid until " + until));
        names.stream().skip(1).forEach(name -> lines.add(name + ": its private key, PKCS#8, not encrypted"));
        lines.forEach(console.out()::println);
    }

    private Path certificate() {
        return Path.of(prefix + ".pem");
    }

    private Path key() {
        return Path.of(prefix + ".key");
    }
}
