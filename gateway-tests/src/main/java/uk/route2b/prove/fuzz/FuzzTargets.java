package uk.route2b.prove.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;

/** All parsers that are fuzzed. */
public final class FuzzTargets {
    private static final Environment NOTHING_SET = new Environment(Map.of());

    private FuzzTargets() {}

    /** Those of the product. */
    public static List<FuzzTarget> all() {
        return List.of(
                new MessageTarget(),
                new FragmentTarget(),
                new LinkConfigurationTarget(),
                new LinkControlTarget(),
                new CertificateTarget(),
                new CertificateRequestTarget(),
                new DuisTarget(),
                new DeviceAlertTarget(),
                new MeterTarget(),
                new MeterAnswerTarget(),
                new SignedXmlTarget(),
                new TrustFileTarget(),
                new OpenAdrTarget(),
                new OpenAdrFormsTarget(),
                new MoveOrderTarget(),
                new ConfigurationFile("server-file", file -> ConfigurationReader.read(file, NOTHING_SET)),
                new ConfigurationFile("cem-file", file -> CemConfiguration.read(file, Map.of())));
    }

    /** The one with the name; also the one with the planted fault. */
    public static Optional<FuzzTarget> named(String name) {
        return Stream.concat(all().stream(), Stream.of(new BrokenTarget()))
                .filter(target -> target.name().equals(name))
                .findFirst();
    }
}
