package uk.route2b.protocol.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Looks across the fields of a link configuration: what reads well can still make no sense. */
public final class ConfigurationChecker {
    /** Path of the link on every gateway. */
    public static final String PATH = "/route2b";
    /** Endpoints that a configuration may name. */
    public static final int ENDPOINTS_MOST = 8;

    private static final int PORT_MOST = 65_535;
    private static final int DAY_SECONDS = 24 * 60 * 60;

    private ConfigurationChecker() {}

    /** Every rule that is broken; empty if the configuration may be taken up as far as it alone tells. */
    public static List<ConfigurationFinding> check(LinkConfiguration configuration) {
        List<ConfigurationFinding> findings = new ArrayList<>();
        require(findings, configuration.version() > 0, "version", "not-positive");
        require(findings, configuration.timeMillis() > 0, "time", "not-positive");
        checkEndpoints(configuration.endpoints(), findings);
        checkGateway(configuration, findings);
        checkValidity(configuration, findings);
        checkTimers(configuration.timers(), findings);
        return List.copyOf(findings);
    }

    /**
     * As {@link #check}, and against the configuration that is in force and the time. One whose time has not come is no
     * finding: it is held until then.
     */
    public static List<ConfigurationFinding> checkCandidate(
            LinkConfiguration candidate, long versionInForce, long nowMillis) {
        List<ConfigurationFinding> findings = new ArrayList<>(check(candidate));
        require(findings, candidate.version() > versionInForce, "version", "not-above-the-one-in-force");
        require(findings, candidate.notAfterMillis().orElse(Long.MAX_VALUE) >= nowMillis, "notAfter", "past");
        return List.copyOf(findings);
    }

    private static void checkEndpoints(List<URI> endpoints, List<ConfigurationFinding> findings) {
        require(findings, !endpoints.isEmpty(), "endpoints", "none");
        require(findings, endpoints.size() <= ENDPOINTS_MOST, "endpoints", "too-many");
        require(findings, new HashSet<>(endpoints).size() == endpoints.size(), "endpoints", "twice");
        endpoints.forEach(endpoint -> require(findings, isEndpoint(endpoint), "endpoints", "not-a-wss-uri"));
    }

    private static boolean isEndpoint(URI endpoint) {
        return "wss".equalsIgnoreCase(endpoint.getScheme())
                && endpoint.getHost() != null
                && (endpoint.getPort() == -1 || isBetween(endpoint.getPort(), 1, PORT_MOST))
                && endpoint.getUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null
                && PATH.equals(endpoint.getRawPath());
    }

    private static void checkGateway(LinkConfiguration configuration, List<ConfigurationFinding> findings) {
        int count = configuration.gateway().size();
        require(findings, count == 1 || count == 2, "gateway", "neither-one-nor-two");
        require(findings, new HashSet<>(configuration.gateway()).size() == count, "gateway", "twice");
        require(findings, !configuration.gateway().contains(configuration.issuer()), "issuer", "same-as-gateway");
    }

    private static void checkValidity(LinkConfiguration configuration, List<ConfigurationFinding> findings) {
        long from = configuration.notBeforeMillis().orElse(0L);
        long to = configuration.notAfterMillis().orElse(Long.MAX_VALUE);
        require(findings, from < to, "notAfter", "not-after-notBefore");
    }

    private static void checkTimers(LinkTimers timers, List<ConfigurationFinding> findings) {
        require(findings, isBetween(timers.pingSeconds(), 5, DAY_SECONDS), "pingSeconds", "range");
        require(findings, isBetween(timers.retryFirstSeconds(), 1, DAY_SECONDS), "retry", "range");
        require(findings, isBetween(timers.retryMaxSeconds(), 1, DAY_SECONDS), "retry", "range");
        require(findings, timers.retryFirstSeconds() <= timers.retryMaxSeconds(), "retry", "first-above-max");
        require(findings, isBetween(timers.fallbackAfterSeconds(), 1, DAY_SECONDS), "fallbackAfterSeconds", "range");
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private static void require(List<ConfigurationFinding> findings, boolean holds, String field, String reason) {
        if (!holds) {
            findings.add(new ConfigurationFinding(field, reason));
        }
    }
}
