package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.TesterFiles;

/**
 * A folder with what a tester needs to be an enrolled CEM. Keys are PKCS#8, not encrypted.
 *
 * <pre>
 * cem.pem, cem.key      device certificate, then its authority; shown in TLS
 * message.key           key of its messages, if that is another
 * other.pem, other.key  a second enrolled CEM; may be absent
 * dsrsp.pem             message certificates of the DSRSP, the newest last
 * trust.pem             authorities that the gateway's certificate leads to
 * counter               the highest counter that was reserved; written here
 * </pre>
 */
public record IdentityFolder(Path folder) {
    private TesterFiles files() {
        return new TesterFiles(folder);
    }

    /** The CEM that the tester plays. */
    public Party own() {
        Party party = party("cem");
        return files().has("message.key") ? new Party(party.entity(), party.tls(), files().key("message")) : party;
    }

    /** The second one. */
    public Optional<Party> other() {
        return files().has("other.pem") ? Optional.of(party("other")) : Optional.empty();
    }

    private Party party(String name) {
        PrivateKey key = files().key(name);
        return new Party(files().entity(name), new Shown(key, files().certificates(name)), key);
    }

    /** The DSRSP whose gateway it is. */
    public Dsrsp dsrsp() {
        return new Dsrsp(files().entity("dsrsp"), files().leaves("dsrsp"));
    }

    /** Whom the gateway's certificate leads to. */
    public List<X509Certificate> anchors() {
        return files().certificates("trust");
    }

    /** Counters above all that were used before. */
    public Counters counters(InstantSource clock) {
        Path file = folder.resolve("counter");
        try {
            long before =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            return new Counters(file, before, clock);
        } catch (IOException | NumberFormatException broken) {
            throw TesterFiles.bad(file, "it holds no counter: " + broken.getMessage());
        }
    }
}
