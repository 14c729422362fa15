package uk.route2b.pki.command;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Protection;
import uk.route2b.pki.issue.EncryptedKeys;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.Pkcs12;
import uk.route2b.pki.issue.PrivateKeys;
import uk.route2b.protocol.octets.Octets;

/** {@code pki export}. */
@Command(
        name = "export",
        description = {
            "Writes a certificate and its key in other forms: pem, der, pkcs8 (encrypted if there is a password), pkcs12"
                    + " (key and chain), truststore (PKCS#12 without a password), and lines for jetty, okhttp, openssl.",
            "FILE may be a key store too, JKS or PKCS#12: its only key is taken, or the one that --alias names.",
            "Without --out the lines go to standard output; files need --out."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki export --format pkcs12 --key cem.key --password-file secret --out cem.p12 cem.pem",
            "  route2b pki export --format pkcs12 --password-file secret --out new.p12 old.jks",
            "  route2b pki export --format truststore --out trust.p12 test-pki/trust.pem",
            "  route2b pki export --format jetty dsrsp.pem"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportCommand implements Callable<Integer> {
    private static final String ALIAS = "route2b";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private ExportFormat format;

    @Option(names = "--key", paramLabel = "FILE", description = "The private key, PKCS#8, for pkcs8 and pkcs12.")
    private @Nullable String key;

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "Name of the entry in a key store, read or written; one that is written is called route2b if"
                    + " absent.")
    private @Nullable String alias;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace what is there already.")
    private boolean force;

    @Mixin
    private PasswordOptions passwords;

    @Parameters(paramLabel = "FILE", description = "Certificates, PEM or DER, or a key store; - is standard input.")
    private String file;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ExportSource source = ExportSource.read(file, Optional.ofNullable(alias), passwords, surroundings);
        List<X509Certificate> certificates = source.certificates();
        switch (format) {
            case PEM -> write(Octets.ofText(Pem.text(certificates)), Protection.PUBLIC);
            case DER -> write(Pem.of(certificates.get(0)).octets(), Protection.PUBLIC);
            case TRUSTSTORE -> write(Pkcs12.trustStore(certificates), Protection.PUBLIC);
            case PKCS8 -> write(pkcs8(identity(source)), Protection.OWNER_ONLY);
            case PKCS12 -> write(pkcs12(source), Protection.OWNER_ONLY);
            case JETTY, OKHTTP, OPENSSL -> snippet(Snippet.valueOf(format.name()));
        }
        return ExitCode.DONE.number();
    }

    private Octets pkcs8(IssuedIdentity identity) {
        Optional<char[]> password = passwords.written(surroundings);
        return Octets.ofText(password.map(secret -> EncryptedKeys.text(
                        identity.key(), identity.certificate().getPublicKey(), secret, surroundings.random()))
                .orElseGet(() -> KeyFiles.keyText(identity)));
    }

    private Octets pkcs12(ExportSource source) {
        char[] password = passwords.store(surroundings);
        return Pkcs12.keyStore(identity(source), alias == null ? ALIAS : alias, password);
    }

    private IssuedIdentity identity(ExportSource source) {
        PrivateKey read = key == null
                ? source.key().orElseThrow(this::noKey)
                : Certificates.key(key, passwords.key(surroundings), surroundings.console());
        if (!PrivateKeys.belongs(read, source.certificates().get(0).getPublicKey())) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    key == null ? file : key,
                    "it is not the key of the first certificate in " + file + ", or not on an elliptic curve",
                    "name the other key");
        }
        return new IssuedIdentity(read, source.certificates());
    }

    private ParameterException noKey() {
        return new ParameterException(
                command.commandLine(),
                "Missing required option: '--key=FILE', or, for a key store, '--key-password-file=FILE'");
    }

    private void snippet(Snippet snippet) {
        String prefix = file.replaceAll("\\.(pem|der|crt|jks|p12)$", "");
        if (out == null) {
            surroundings.console().out().print(snippet.text(prefix));
        } else {
            write(Octets.ofText(snippet.text(prefix)), Protection.PUBLIC);
        }
    }

    private void write(Octets octets, Protection protection) {
        if (out == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--out=FILE'");
        }
        new AtomicFiles(force).write(out, octets.toArray(), protection);
        surroundings.console().out().println(out + ": " + format);
    }
}
