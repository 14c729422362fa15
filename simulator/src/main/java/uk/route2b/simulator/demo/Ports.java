package uk.route2b.simulator.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of the demo by the name of the variable that carries each to the configuration files. The usual ones are
 * those of the files themselves; where one is taken, any free one stands in.
 */
record Ports(Map<String, Integer> byVariable) {
    static final String LINK = "ROUTE2B_LINK_PORT";
    /** What CEMs dial; a balancer in front of a gateway may map it to another port. */
    static final String PUBLIC_LINK = "ROUTE2B_LINK_PUBLIC_PORT";

    static final String PUSH = "ROUTE2B_PUSH_PORT";
    static final String OPERATOR = "ROUTE2B_OPERATOR_PORT";
    static final String VTN = "ROUTE2B_VTN_PORT";
    static final String DCC = "ROUTE2B_DCC_PORT";
    /** Where the DCC posts to the gateway. */
    static final String DUIS = "ROUTE2B_DUIS_PORT";
    /** The home area networks of the meters. */
    static final String HOME = "ROUTE2B_HOME_PORT";

    static final String CEM_1 = "ROUTE2B_CEM_1_PORT";
    static final String CEM_2 = "ROUTE2B_CEM_2_PORT";

    /** Of the files in config/. */
    private static final Map<String, Integer> USUAL = Map.ofEntries(
            Map.entry(LINK, 8443),
            Map.entry(PUBLIC_LINK, 8443),
            Map.entry(PUSH, 8444),
            Map.entry(OPERATOR, 8445),
            Map.entry(DUIS, 8446),
            Map.entry(VTN, 8480),
            Map.entry(DCC, 8079),
            Map.entry(HOME, 8490),
            Map.entry(CEM_1, 8451),
            Map.entry(CEM_2, 8452));

    /** Where the gateway listens in the demo: what CEMs dial is the relay before it. */
    private static final int BEHIND_THE_RELAY = 8442;

    Ports {
        byVariable = Map.copyOf(byVariable);
    }

    /** The usual ports, or free ones. */
    static Ports free() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        USUAL.forEach((variable, usual) -> {
            int wanted = variable.equals(LINK) ? BEHIND_THE_RELAY : usual;
            ports.put(variable, isFree(wanted) ? wanted : anyFree());
        });
        return new Ports(ports);
    }

    int of(String variable) {
        return byVariable.getOrDefault(variable, 0);
    }

    String url(String variable) {
        return "http://127.0.0.1:" + of(variable);
    }

    /** What has to be set in the environment for a command by hand; empty with the usual ports. */
    Map<String, String> unusual() {
        Map<String, String> variables = new LinkedHashMap<>();
        byVariable.forEach((variable, port) -> {
            if (!port.equals(USUAL.get(variable))) {
                variables.put(variable, port.toString());
            }
        });
        return variables;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new StepFailed("no free port on 127.0.0.1", none);
        }
    }
}
