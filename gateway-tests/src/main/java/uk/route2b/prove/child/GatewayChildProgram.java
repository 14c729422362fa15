package uk.route2b.prove.child;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.Report;
import uk.route2b.server.GatewayServer;
import uk.route2b.server.Surroundings;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;

/**
 * A gateway that can be stopped at any step. Arguments: the configuration file, the DSRSP, the name of a planted fault
 * or {@code none}.
 */
public final class GatewayChildProgram {
    private GatewayChildProgram() {}

    public static void main(String... arguments) {
        System.setProperty("jdk.tls.namedGroups", "secp256r1,x25519,secp384r1");
        Report report = new Report(System.out);
        StepGate gate = new StepGate(report, Set.of());
        Plant plant = Plant.named(arguments[2]);
        Surroundings surroundings = Surroundings.ofProcess()
                .steps((step, cem) -> gate.reached(step.name()))
                .store(store -> WatchedStore.around(plant.around(store, report), report, gate));
        GatewayServer server = GatewayServer.start(configuration(Path.of(arguments[0]), plant), surroundings);
        Orders.follow(System.in, gate, server);
        int link = server.linkPort(EntityIdentifier.parse(arguments[1]));
        report.say(
                Report.READY,
                link + " " + server.push().getPort() + " " + server.operator().getPort());
    }

    /** The file is the one of every round; where writes are not synced, the database is a copy that ends with us. */
    private static ServerConfiguration configuration(Path file, Plant plant) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        String database = environment.get("PROVE_DATABASE");
        if (database != null) {
            environment.put("PROVE_DATABASE", plant.database(Path.of(database)).toString());
        }
        return ConfigurationReader.read(file, new Environment(environment));
    }
}
