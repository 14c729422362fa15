package uk.route2b.protocol.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.identity.KeyIdentifier;

class ConfigurationCheckerTest {
    private static final LinkConfiguration GOOD = LinkConfigurationJsonTest.SMALLEST;

    private static LinkConfiguration endpoints(List<URI> endpoints) {
        return LinkConfiguration.of(1, endpoints, GOOD.gateway(), GOOD.issuer(), GOOD.timeMillis());
    }

    private static LinkConfiguration gateway(List<KeyIdentifier> gateway) {
        return LinkConfiguration.of(1, GOOD.endpoints(), gateway, GOOD.issuer(), GOOD.timeMillis());
    }

    private static LinkConfiguration with(Optional<Long> from, Optional<Long> to, LinkTimers timers) {
        return new LinkConfiguration(
                1,
                GOOD.endpoints(),
                GOOD.gateway(),
                GOOD.issuer(),
                GOOD.timeMillis(),
                CemCertificate.SMKI,
                from,
                to,
                timers);
    }

    private static List<String> check(LinkConfiguration configuration) {
        return ConfigurationChecker.check(configuration).stream()
                .map(ConfigurationFinding::toString)
                .toList();
    }

    @Test
    void whatMakesSenseHasNoFindings() {
        assertThat(check(GOOD)).isEmpty();
        assertThat(check(LinkConfigurationJsonTest.LARGEST)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void versionAndTimeArePositive(long value) {
        assertThat(check(LinkConfiguration.of(value, GOOD.endpoints(), GOOD.gateway(), GOOD.issuer(), value)))
                .containsExactly("version: not-positive", "time: not-positive");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ws://gateway.example.org/route2b",
                "https://gateway.example.org/route2b",
                "wss:///route2b",
                "wss:route2b",
                "/route2b",
                "wss://user@gateway.example.org/route2b",
                "wss://gateway.example.org/route2b?x",
                "wss://gateway.example.org/route2b#x",
                "wss://gateway.example.org/route2b/",
                "wss://gateway.example.org/",
                "wss://gateway.example.org",
                "wss://gateway.example.org/%72oute2b",
                "wss://gateway_example/route2b",
                "wss://gateway.example.org:0/route2b",
                "wss://gateway.example.org:65536/route2b",
                "wss://gateway.example.org:99999/route2b"
            })
    void anEndpointThatIsNoCompleteWssUriIsFound(String endpoint) {
        assertThat(check(endpoints(List.of(URI.create(endpoint))))).containsExactly("endpoints: not-a-wss-uri");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "wss://gateway.example.org:1/route2b", "WSS://gateway.example.org:65535/route2b",
                "wss://192.0.2.1/route2b", "wss://[2001:db8::1]:8443/route2b"
            })
    void hostsAndPortsOfEveryKindAreGood(String endpoint) {
        assertThat(check(endpoints(List.of(URI.create(endpoint))))).isEmpty();
    }

    @Test
    void endpointsAreOneToEightAndDiffer() {
        assertThat(check(endpoints(List.of()))).containsExactly("endpoints: none");
        assertThat(check(endpoints(Collections.nCopies(2, GOOD.endpoints().get(0)))))
                .containsExactly("endpoints: twice");
        List<URI> nine = IntStream.range(0, 9)
                .mapToObj(host -> URI.create("wss://g" + host + ".example.org/route2b"))
                .toList();
        assertThat(check(endpoints(nine.subList(0, 8)))).isEmpty();
        assertThat(check(endpoints(nine))).containsExactly("endpoints: too-many");
    }

    @Test
    void gatewayKeysAreOneOrTwoDifferAndAreNotTheIssuers() {
        KeyIdentifier key = GOOD.gateway().get(0);
        assertThat(check(gateway(List.of()))).containsExactly("gateway: neither-one-nor-two");
        assertThat(check(gateway(List.of(key, key)))).containsExactly("gateway: twice");
        assertThat(check(gateway(List.of(key, LinkConfigurationJsonTest.NEXT)))).isEmpty();
        assertThat(check(gateway(List.of(GOOD.issuer())))).containsExactly("issuer: same-as-gateway");
        assertThat(check(gateway(List.of(key, key, key))))
                .containsExactly("gateway: neither-one-nor-two", "gateway: twice");
    }

    @Test
    void notAfterIsAfterNotBefore() {
        assertThat(check(with(Optional.of(5L), Optional.of(5L), LinkTimers.DEFAULT)))
                .containsExactly("notAfter: not-after-notBefore");
        assertThat(check(with(Optional.of(5L), Optional.of(6L), LinkTimers.DEFAULT)))
                .isEmpty();
    }

    @ParameterizedTest(name = "ping {0} retry {1} to {2} fallback {3}: {4}")
    @CsvSource({
        "4, 2, 300, 120, pingSeconds: range",
        "86401, 2, 300, 120, pingSeconds: range",
        "240, 0, 300, 120, retry: range",
        "240, 301, 300, 120, retry: first-above-max",
        "240, 2, 86401, 120, retry: range",
        "240, 2, 300, 0, fallbackAfterSeconds: range",
        "240, 2, 300, 86401, fallbackAfterSeconds: range"
    })
    void timersHaveTheirRange(int ping, int first, int max, int fallback, String finding) {
        assertThat(check(with(Optional.empty(), Optional.empty(), new LinkTimers(ping, first, max, fallback))))
                .containsExactly(finding);
    }

    @Test
    void aCandidateIsAboveTheVersionInForceAndWithinItsTime() {
        LinkConfiguration timed = with(Optional.of(10L), Optional.of(20L), LinkTimers.DEFAULT);
        assertThat(ConfigurationChecker.checkCandidate(timed, 0, 10)).isEmpty();
        assertThat(ConfigurationChecker.checkCandidate(timed, 0, 20)).isEmpty();
        assertThat(ConfigurationChecker.checkCandidate(timed, 1, 15))
                .containsExactly(new ConfigurationFinding("version", "not-above-the-one-in-force"));
        assertThat(ConfigurationChecker.checkCandidate(timed, 0, 9)).isEmpty();
        assertThat(ConfigurationChecker.checkCandidate(timed, 0, 21))
                .containsExactly(new ConfigurationFinding("notAfter", "past"));
        assertThat(ConfigurationChecker.checkCandidate(GOOD, 0, 0)).isEmpty();
    }
}
