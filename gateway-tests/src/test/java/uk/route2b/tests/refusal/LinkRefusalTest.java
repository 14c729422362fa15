package uk.route2b.tests.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.ScriptedCem;
import uk.route2b.tests.peer.ScriptedLink;

/**
 * A welcomed link and a message that breaks one rule: the close code, the reason word, and the same store as before.
 */
class LinkRefusalTest {
    private static final Octets PAYLOAD = Octets.ofText("<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>");
    private static final MessageCode OPENADR = PrivateMessageCode.OPENADR.code();
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;

    @TempDir
    static Path folder;

    private static GatewayFixture gateway;
    private static ScriptedCem cem;
    private static long counter;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayFixture.start(folder, Map.of("helloSeconds", 10, "messageOctets", 100_000));
        cem = gateway.scripted(GatewayFixture.CEM_1);
        counter = gateway.world().clock().millis();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Breaks one rule on a link that was welcomed. */
    private record Breach(String name, int closeCode, String reason, Act act) {}

    @FunctionalInterface
    private interface Act {
        void on(ScriptedLink link) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> aWelcomedLinkIsClosedAndNothingChanges() {
        return Stream.of(
                        new Breach(
                                "for another target",
                                4004,
                                "target",
                                link -> link.send(otherTarget().octets())),
                        new Breach("from another originator", 4004, "originator", link -> link.send(otherOriginator())),
                        new Breach("counter at the floor", 4004, "counter-spent", link -> link.send(request(0))),
                        new Breach(
                                "counter far ahead",
                                4004,
                                "counter-far-ahead",
                                link -> link.send(request(next() + 2 * DAY_MILLIS))),
                        new Breach("signed with another key", 4004, "signature", link -> link.send(otherKey())),
                        new Breach("another message code", 4004, "code", link -> link.send(meterCode())),
                        new Breach("a command to a gateway", 4004, "code", link -> link.send(command())),
                        new Breach("link control replayed", 4004, "link-counter", link -> link.send(oldControl())),
                        new Breach(
                                "hello twice",
                                4004,
                                "hello-twice",
                                link -> link.send(cem.hello(next()).octets())),
                        new Breach(
                                "trailing octets",
                                4004,
                                "shape",
                                link -> link.send(Octets.concat(request(next()), Octets.of((byte) 0)))),
                        new Breach("nothing", 4004, "shape", link -> link.send(Octets.of((byte) 0xDF))),
                        new Breach("a text message", 1003, "", link -> link.sendText("hello")),
                        new Breach("a message over the limit", 1009, "", link -> link.sendInTwo(tooLarge())))
                .map(breach -> DynamicTest.dynamicTest(breach.name(), () -> check(breach)));
    }

    private static void check(Breach breach) throws Exception {
        try (ScriptedLink link = cem.linked(gateway.endpoint(), next())) {
            String before = gateway.stored();
            breach.act().on(link);
            ScriptedLink.Closed closed = link.awaitClose();
            assertThat(closed.code()).isEqualTo(breach.closeCode());
            if (!breach.reason().isEmpty()) {
                assertThat(closed.reason()).contains(breach.reason());
            }
            assertThat(gateway.stored()).isEqualTo(before);
        }
    }

    @TestFactory
    Stream<DynamicTest> aBadGreetingIsClosedAndNothingChanges() {
        TlsBinding real = cem.binding();
        TlsBinding relayed = new TlsBinding(real.gateway(), real.gateway());
        long used = next();
        return Stream.of(
                        new Breach(
                                "hello of another TLS session",
                                4002,
                                "hello-relayed",
                                link -> link.send(cem.hello(next(), 0, relayed).octets())),
                        new Breach(
                                "hello replayed",
                                4002,
                                "link-counter",
                                link -> link.send(cem.hello(used).octets())),
                        new Breach("a message before hello", 4002, "before-hello", link -> link.send(request(next()))),
                        new Breach(
                                "hello signed with another key", 4002, "signature", link -> link.send(helloOtherKey())),
                        new Breach("hello that is no JSON", 4002, "hello-malformed", link -> link.send(noJson())),
                        new Breach("no hello in time", 4002, "hello-late", link -> {}))
                .map(breach -> DynamicTest.dynamicTest(breach.name(), () -> greet(breach, used)));
    }

    private static void greet(Breach breach, long used) throws Exception {
        if (breach.name().equals("hello replayed")) {
            cem.linked(gateway.endpoint(), used).close();
        }
        String before = gateway.stored();
        try (ScriptedLink link = cem.dial(gateway.endpoint(), "route2b.v1").join()) {
            breach.act().on(link);
            ScriptedLink.Closed closed = link.awaitClose();
            assertThat(closed.code()).isEqualTo(breach.closeCode());
            assertThat(closed.reason()).contains(breach.reason());
            assertThat(gateway.stored()).isEqualTo(before);
        }
    }

    private static long next() {
        counter++;
        return counter;
    }

    private static Octets request(long number) {
        return cem.request(number, PAYLOAD).octets();
    }

    private static Content payload() {
        return Content.plain(ContentFormat.XML, PAYLOAD);
    }

    private static SignedMessage otherTarget() {
        return cem.sign(
                GroupingHeader.of(CraFlag.ALERT, next(), cem.entity(), GatewayFixture.CEM_2, OPENADR), payload());
    }

    private static Octets otherOriginator() {
        return cem.sign(
                        GroupingHeader.of(CraFlag.ALERT, next(), GatewayFixture.CEM_2, GatewayFixture.DSRSP, OPENADR),
                        payload())
                .octets();
    }

    private static Octets otherKey() {
        ScriptedCem other =
                new ScriptedCem(cem.world(), cem.entity(), cem.tls(), gateway.identity(GatewayFixture.CEM_2));
        return other.request(next(), PAYLOAD).octets();
    }

    private static Octets helloOtherKey() {
        ScriptedCem other =
                new ScriptedCem(cem.world(), cem.entity(), cem.tls(), gateway.identity(GatewayFixture.CEM_2));
        return other.hello(next(), 0, cem.binding()).octets();
    }

    private static Octets meterCode() {
        return cem.sign(new MessageCode(0x0053), next(), payload()).octets();
    }

    private static Octets command() {
        return cem.sign(
                        GroupingHeader.of(CraFlag.COMMAND, next(), cem.entity(), GatewayFixture.DSRSP, OPENADR),
                        payload())
                .octets();
    }

    /** It may be the second answer to a message that went by both routes, so the link stays. */
    @Test
    void anAnswerToNothingIsPassedOver() throws Exception {
        try (ScriptedLink link = cem.linked(gateway.endpoint(), next())) {
            String before = gateway.stored();
            link.send(answer());
            link.send(request(0));
            assertThat(link.awaitClose()).isEqualTo(new ScriptedLink.Closed(4004, "counter-spent"));
            assertThat(gateway.stored()).isEqualTo(before);
        }
    }

    private static Octets answer() {
        return cem.sign(
                        GroupingHeader.of(CraFlag.RESPONSE, next(), cem.entity(), GatewayFixture.DSRSP, OPENADR),
                        payload())
                .octets();
    }

    private static Octets oldControl() {
        Content missing = Content.plain(
                ContentFormat.JSON, Octets.ofText("{\"kind\":\"missing\",\"message\":1,\"indexes\":[0]}"));
        return cem.sign(PrivateMessageCode.LINK_CONTROL.code(), 1, missing).octets();
    }

    private static Octets noJson() {
        Content text = Content.plain(ContentFormat.JSON, Octets.ofText("hello"));
        return cem.sign(PrivateMessageCode.LINK_CONTROL.code(), next(), text).octets();
    }

    private static Octets tooLarge() {
        OctetWriter writer = new OctetWriter();
        for (int index = 0; index < 100_500; index++) {
            writer.octet(index);
        }
        return writer.written();
    }
}
