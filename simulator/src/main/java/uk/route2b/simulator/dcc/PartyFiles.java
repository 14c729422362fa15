package uk.route2b.simulator.dcc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads who takes part from files that {@code pki} has made.
 *
 * @param dcc prefix of the files with the DCC's XML signing certificate and key: PREFIX.pem, PREFIX.key
 * @param requests certificates with which users sign XML
 * @param commands certificates with which users sign meter commands
 * @param devices folder with a .pem and a .key for each meter
 */
public record PartyFiles(Path dcc, List<Path> requests, List<Path> commands, Path devices) {
    private static final String CERTIFICATE = ".pem";
    private static final String KEY = ".key";

    public PartyFiles {
        requests = List.copyOf(requests);
        commands = List.copyOf(commands);
    }

    /** Reads all of them. */
    public DccParties read(Optional<EntityIdentifier> loadController) {
        return new DccParties(signer(), users(), loadController, meters());
    }

    private XmlSigner signer() {
        return new XmlSigner(
                parsed(beside(dcc, KEY), KeyFiles::privateKey),
                parsed(beside(dcc, CERTIFICATE), KeyFiles::certificates).get(0));
    }

    private List<User> users() {
        Map<EntityIdentifier, List<PublicKey>> keys = new LinkedHashMap<>();
        for (Path file : commands) {
            SmkiCertificate certificate = certificate(file);
            keys.computeIfAbsent(entity(certificate, file), ignored -> new ArrayList<>())
                    .add(certificate.publicKey());
        }
        Map<EntityIdentifier, List<X509Certificate>> certificates = new HashMap<>();
        for (Path file : requests) {
            SmkiCertificate certificate = certificate(file);
            certificates
                    .computeIfAbsent(entity(certificate, file), ignored -> new ArrayList<>())
                    .add(certificate.x509());
        }
        List<User> users = new ArrayList<>();
        keys.forEach((entity, own) -> users.add(new User(entity, certificates.getOrDefault(entity, List.of()), own)));
        return users;
    }

    private Map<EntityIdentifier, MessageSigner> meters() {
        Map<EntityIdentifier, MessageSigner> signers = new HashMap<>();
        try (Stream<Path> files = Files.list(devices)) {
            for (Path key :
                    files.filter(file -> file.toString().endsWith(KEY)).sorted().toList()) {
                String name = key.toString();
                Path file = Path.of(name.substring(0, name.length() - KEY.length()) + CERTIFICATE);
                signers.put(entity(certificate(file), file), Ecdsa.signer(parsed(key, KeyFiles::privateKey)));
            }
        } catch (IOException unreadable) {
            throw failed(devices, "the folder cannot be read: " + unreadable.getMessage());
        }
        if (signers.isEmpty()) {
            throw failed(devices, "there is no .key in it, so there are no meters");
        }
        return signers;
    }

    private static Path beside(Path prefix, String ending) {
        return Path.of(prefix + ending);
    }

    private static SmkiCertificate certificate(Path file) {
        return parsed(
                file,
                octets -> SmkiCertificate.read(KeyFiles.certificates(octets).get(0)));
    }

    private static EntityIdentifier entity(SmkiCertificate certificate, Path file) {
        return certificate.entity().orElseThrow(() -> failed(file, "the certificate names no entity identifier"));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(Octets octets) throws MalformedException;
    }

    private static <T> T parsed(Path file, Reading<T> reading) {
        try {
            return reading.read(Octets.of(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw failed(file, "the file cannot be read: " + unreadable.getMessage());
        } catch (MalformedException malformed) {
            throw failed(file, String.valueOf(malformed.getMessage()));
        }
    }

    private static CommandFailure failed(Path file, String why) {
        return new CommandFailure(
                ExitCode.INPUT, file.toString(), why, "./route2b simulator dcc --help tells how to make these files");
    }
}
