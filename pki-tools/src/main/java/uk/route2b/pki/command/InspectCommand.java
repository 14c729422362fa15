package uk.route2b.pki.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.pki.inspect.Inspector;
import uk.route2b.pki.issue.StoredEntries;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** {@code pki inspect}. */
@Command(
        name = "inspect",
        description = {
            "Says what certificates, requests, keys, revocation lists and key stores are: kind, role, entity identifier, use, policy,"
                    + " curve, names, dates, identifiers.",
            "With --json it writes an array, one element for each FILE: the first block, and under \"further\" the rest."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki inspect cem.pem",
            "  route2b pki inspect --json *.pem",
            "  route2b pki inspect --password-file secret old.jks"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectCommand implements Callable<Integer> {
    private static final String SCHEMA = "route2b-pki-inspect/1";

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Answer as a JSON array.")
    private boolean json;

    @Mixin
    private StorePassword password;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PEM, DER, or a key store, JKS or PKCS#12; - is standard input.")
    private List<String> files;

    InspectCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String file : files) {
            answers.add(answer(file, describe(file)));
        }
        if (json) {
            JsonOutput.write(surroundings.console().out(), answers);
        } else {
            answers.forEach(answer -> show(answer, ""));
        }
        return ExitCode.DONE.number();
    }

    private List<Map<String, Object>> describe(String file) {
        Octets octets = Octets.of(new InputFile(file).read(surroundings.console(), Certificates.LARGEST));
        if (StoredEntries.looksLike(octets)) {
            Optional<char[]> secret = password.read(surroundings);
            return Inspector.describe(new KeyStoreFile(file, octets).open(secret), secret.isPresent());
        }
        return describe(file, octets);
    }

    private static List<Map<String, Object>> describe(String file, Octets octets) {
        try {
            return Inspector.describe(octets);
        } catch (MalformedException broken) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file,
                    "it is no certificate, request, key or revocation list that can be read",
                    "check that it is PEM or DER",
                    broken);
        }
    }

    private static Map<String, Object> answer(String file, List<Map<String, Object>> blocks) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("schema", SCHEMA);
        answer.put("file", file);
        answer.putAll(blocks.get(0));
        answer.put("further", blocks.subList(1, blocks.size()));
        return answer;
    }

    private void show(Map<String, Object> block, String indent) {
        block.forEach((name, value) -> {
            if (name.equals("further")) {
                further(value, indent);
            } else if (!name.equals("schema")) {
                surroundings.console().out().printf("%s%-22s %s%n", indent, name, value);
            }
        });
    }

    private void further(Object blocks, String indent) {
        for (Object block : (List<?>) blocks) {
            surroundings.console().out().println();
            ((Map<?, ?>) block)
                    .forEach((name, value) ->
                            surroundings.console().out().printf("%s  %-20s %s%n", indent, name, value));
        }
    }
}
