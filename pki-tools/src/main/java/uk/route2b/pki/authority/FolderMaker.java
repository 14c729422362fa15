package uk.route2b.pki.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Protection;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.Pkcs12;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.octets.Octets;

/**
 * Makes the folder of an authority.
 *
 * <p>A marker says that it is not finished, and its record is written last: after a crash, {@code init} starts again,
 * and it never touches a folder that holds anything else.
 */
public final class FolderMaker {
    /** All anchors in one file, for programs that take one. */
    public static final String TRUST = "trust.pem";

    /** The same as PKCS#12 for Java, without a password. */
    public static final String TRUST_STORE = "trust.p12";

    private static final String UNFINISHED = "unfinished-init";
    private static final AtomicFiles FILES = new AtomicFiles(true);

    private final InstantSource clock;
    private final SecureRandom random;

    public FolderMaker(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes all files of {@code folder}, which has to be absent, empty or left by an {@code init} that was interrupted.
     *
     * @return what was made, in the order of the making
     */
    public List<Path> make(Path folder, Parameters parameters) {
        AtomicFiles.makeFolder(folder, Protection.OWNER_ONLY);
        refuseOthers(folder);
        FILES.write(folder.resolve(UNFINISHED), new byte[] {'\n'}, Protection.PUBLIC);
        List<Path> made = write(folder, TestHierarchy.create(clock, random), parameters);
        finish(folder, parameters);
        return made;
    }

    private List<Path> write(Path folder, TestHierarchy hierarchy, Parameters parameters) {
        List<Path> made = new ArrayList<>();
        for (Member member : Member.values()) {
            Authority authority = authority(hierarchy, member);
            text(
                    made,
                    member.certificate(folder),
                    Pem.of(authority.certificate()).text());
            key(made, member.key(folder), authority);
            text(
                    made,
                    member.revocationList(folder),
                    Pem.of(first(authority, parameters)).text());
        }
        text(made, folder.resolve(TRUST), Pem.text(hierarchy.anchors()));
        octets(made, folder.resolve(TRUST_STORE), Pkcs12.trustStore(hierarchy.anchors()));
        text(made, folder.resolve("README.txt"), Readme.text(parameters));
        return made;
    }

    private X509CRL first(Authority authority, Parameters parameters) {
        return authority.revocationList(
                RevocationList.FIRST, Validity.of(clock.instant(), Duration.ofDays(parameters.crlDays())));
    }

    private static void text(List<Path> made, Path file, String text) {
        FILES.write(file, text.getBytes(StandardCharsets.UTF_8), Protection.PUBLIC);
        made.add(file);
    }

    private static void octets(List<Path> made, Path file, Octets octets) {
        FILES.write(file, octets.toArray(), Protection.PUBLIC);
        made.add(file);
    }

    private static void key(List<Path> made, Path file, Authority authority) {
        String text = KeyFiles.keyText(authority.key(), authority.certificate().getPublicKey());
        FILES.write(file, text.getBytes(StandardCharsets.UTF_8), Protection.OWNER_ONLY);
        made.add(file);
    }

    private static Authority authority(TestHierarchy hierarchy, Member member) {
        return switch (member) {
            case ROOT -> hierarchy.root();
            case ORGANISATION_CA -> hierarchy.organisationCa();
            case DEVICE_CA -> hierarchy.deviceCa();
        };
    }

    private static void finish(Path folder, Parameters parameters) {
        byte[] record = FolderRecord.of(parameters).text().getBytes(StandardCharsets.UTF_8);
        FILES.write(folder.resolve(FolderRecord.FILE), record, Protection.PUBLIC);
        try {
            Files.deleteIfExists(folder.resolve(UNFINISHED));
            AtomicFiles.force(folder);
        } catch (IOException failed) {
            throw AtomicFiles.failed(folder, failed);
        }
    }

    private static void refuseOthers(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            if (!Files.exists(folder.resolve(UNFINISHED)) && entries.findAny().isPresent()) {
                throw new CommandFailure(
                        ExitCode.REFUSED_TO_OVERWRITE,
                        folder.toString(),
                        "the folder is not empty and holds no authority",
                        "name a new or an empty folder");
            }
        } catch (IOException failed) {
            throw AtomicFiles.failed(folder, failed);
        }
    }
}
