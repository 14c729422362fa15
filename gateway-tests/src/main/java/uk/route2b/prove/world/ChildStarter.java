package uk.route2b.prove.world;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import uk.route2b.prove.child.CemChildProgram;
import uk.route2b.prove.child.GatewayChildProgram;
import uk.route2b.prove.process.ChildProcess;

/** Starts gateways and CEMs of a world by their names; what they log stands beside their files. */
record ChildStarter(WorldPlan plan) {
    private static final String LOG_LEVEL = "ROUTE2B_LOG_LEVEL";
    private static final String WARN = "WARN";

    ChildProcess gateway(String name) {
        return ChildProcess.start(
                name,
                plan.java()
                        .words(
                                GatewayChildProgram.class,
                                name.equals(plan.nodes().get(0)),
                                file(name + ".yaml").toString(),
                                Identities.DSRSP.toString(),
                                plan.plant().word()),
                environment(name, plan.environment()),
                file(name + ".log"));
    }

    ChildProcess cem(String name) {
        return ChildProcess.start(
                name,
                plan.java()
                        .words(
                                CemChildProgram.class,
                                name.equals(Vens.CEMS.get(0)),
                                file(name + ".yaml").toString(),
                                plan.plant().word()),
                environment(name, Map.of()),
                file(name + ".log"));
    }

    private Map<String, String> environment(String name, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(more);
        environment.put(LOG_LEVEL, WARN);
        environment.putAll(plan.lives().apply(name));
        return environment;
    }

    private Path file(String name) {
        return plan.folder().resolve(name);
    }
}
