package uk.route2b.pki.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.bulk.RequestPlan;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** {@code pki issue batch}. */
@Command(
        name = "batch",
        description = {
            "Certifies the keys of all requests in a folder: REQUESTS/NAME.csr becomes FOLDER/NAME.pem.",
            "The entity identifier is NAME, or the request's own hardwareModuleName; if there are both they have to be"
                    + " the same. With --role the certificates are an organisation's, else a device's.",
            "A run that was stopped goes on when the same command is given again."
        },
        footer = {"%nExamples:%n", "  route2b pki issue batch --dir test-pki --use signing --out certificates requests"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueBatchCommand implements Callable<Integer> {
    private static final String ENDING = ".csr";

    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(names = "--role", paramLabel = "ROLE", description = "Remote party role of organisations.")
    private @Nullable RemotePartyRole role;

    @Option(
            names = "--use",
            paramLabel = "USE",
            defaultValue = "signing",
            description = "What the keys are for: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private DeviceUse use;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "A new or empty folder.")
    private Path target;

    @Option(names = "--json", description = "Say what was made as JSON.")
    private boolean json;

    @Mixin
    private Determinism determinism;

    @Parameters(paramLabel = "REQUESTS", description = "A folder of PKCS#10 requests, NAME.csr, PEM or DER.")
    private Path requests;

    IssueBatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        SortedMap<String, Path> files = files();
        Instant start = surroundings.clock().instant();
        int before = new Workshop(surroundings).run(plan(files), target, "requests");
        Duration taken = Duration.between(start, surroundings.clock().instant());
        new BulkAnswer(target, files.size(), before, taken).say(surroundings.console(), json);
        return ExitCode.DONE.number();
    }

    private RequestPlan plan(SortedMap<String, Path> files) {
        Member member = role == null ? Member.DEVICE_CA : Member.ORGANISATION_CA;
        Authority authority = folder.open()
                .authority(member, determinism.clock(surroundings), determinism.random(surroundings, "batch"));
        return new RequestPlan(
                authority,
                parameters(authority),
                files.keySet().stream().toList(),
                name -> Requests.read(String.valueOf(files.get(name)), surroundings.console()),
                (name, request) -> certify(authority, name, request));
    }

    private Map<String, String> parameters(Authority authority) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("schema", "route2b-pki-batch/1");
        parameters.put("requests", requests.toString());
        parameters.put("role", role == null ? "" : role.digits());
        parameters.put("use", use.toString());
        parameters.put(
                "issuer", Pem.of(authority.certificate()).octets().sha256().hex());
        parameters.putAll(determinism.parameters());
        return parameters;
    }

    private X509Certificate certify(Authority authority, String name, CertificationRequest request) {
        EntityIdentifier entity = entity(name, request);
        KeyUse keyUse = use.keyUse();
        return role == null
                ? authority.certifyDevice(entity, keyUse, request.key(), authority.deviceValidity())
                : authority.certifyOrganisation(role, entity, keyUse, request.key(), authority.organisationValidity());
    }

    private static EntityIdentifier entity(String name, CertificationRequest request) {
        Optional<EntityIdentifier> named = named(name);
        boolean differ = named.isPresent() && request.entity().isPresent() && !named.equals(request.entity());
        return (differ ? Optional.<EntityIdentifier>empty() : named.or(request::entity))
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.INPUT,
                        name + ENDING,
                        differ
                                ? "its name and its hardwareModuleName are different entity identifiers"
                                : "neither its name nor a hardwareModuleName is an entity identifier",
                        "name the file after the entity identifier, as in 00-DB-12-34-56-78-90-A0.csr"));
    }

    private static Optional<EntityIdentifier> named(String name) {
        try {
            return Optional.of(EntityIdentifier.parse(name));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private SortedMap<String, Path> files() {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(requests)) {
            entries.filter(file -> file.toString().endsWith(ENDING)).forEach(file -> {
                String name = file.getFileName().toString();
                files.put(name.substring(0, name.length() - ENDING.length()), file);
            });
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.INPUT, requests.toString(), "it is no folder that can be read", "check the name", failed);
        }
        if (files.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.INPUT, requests.toString(), "there is no NAME.csr in it", "check the name");
        }
        return files;
    }
}
