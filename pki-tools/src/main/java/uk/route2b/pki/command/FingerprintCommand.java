package uk.route2b.pki.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.octets.Octets;

/** {@code pki fingerprint}. */
@Command(
        name = "fingerprint",
        description = {
            "Says the SHA-256 of the first certificate in each FILE, and its OpenADR 2.0b fingerprint in both spellings.",
            "The OpenADR one is the last ten octets of the same SHA-256; that it is short is no mistake."
        },
        footer = {"%nExamples:%n", "  route2b pki fingerprint ven.pem", "  route2b pki fingerprint --json *.pem"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FingerprintCommand implements Callable<Integer> {
    private static final int OPENADR_OCTETS = 10;

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Answer as a JSON array.")
    private boolean json;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Certificates, PEM or DER; - is standard input.")
    private List<String> files;

    FingerprintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private static final String SCHEMA = "route2b-pki-fingerprint/1";

    private record Answer(String schema, String file, String sha256, String openadr, String openadrPlain) {}

    @Override
    public Integer call() {
        List<Answer> answers = new ArrayList<>();
        for (String file : files) {
            answers.add(answer(file));
        }
        if (json) {
            JsonOutput.write(surroundings.console().out(), answers);
        } else {
            answers.forEach(this::say);
        }
        return ExitCode.DONE.number();
    }

    private Answer answer(String file) {
        Octets digest = Pem.of(Certificates.first(file, surroundings.console()))
                .octets()
                .sha256();
        String last =
                digest.slice(digest.size() - OPENADR_OCTETS, digest.size()).hex();
        String colons = last.replaceAll("(..)(?=.)", "$1:");
        return new Answer(SCHEMA, file, digest.hex(), colons, last.toLowerCase(Locale.ROOT));
    }

    private void say(Answer answer) {
        surroundings
                .console()
                .out()
                .printf(
                        "%s%n  SHA-256          %s%n  OpenADR          %s%n  OpenADR, plain   %s%n",
                        answer.file(), answer.sha256(), answer.openadr(), answer.openadrPlain());
    }
}
