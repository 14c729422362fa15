package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;

class LinkGreetingTest {
    private final EngineBench bench = new EngineBench();

    @Test
    void withoutAConfigurationNothingIsDialled() {
        bench.installed(Optional.empty()).start();
        bench.time.pass(Duration.ofHours(1));
        assertThat(bench.transport.dials()).isZero();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.NO_CONFIGURATION);
    }

    @Test
    void helloIsTheFirstMessageAndSaysWhatTheCemHolds() {
        bench.start();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.DIALLING);
        LinkReaction.Greet greet = bench.greet();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.GREETING);
        assertThat(greet.hello().configuration()).isEqualTo(1);
        assertThat(greet.hello().signers())
                .containsExactly(KeyIdentifier.of(
                        bench.identities.message().certificate().getPublicKey()));
        assertThat(greet.hello().software()).isEqualTo("test 1");
        assertThat(greet.hello().reads().reads(PrivateMessageCode.CREDENTIALS, ContentFormat.DER))
                .isTrue();
    }

    @Test
    void welcomeOpensTheLinkAndIsStored() {
        bench.open();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        assertThat(bench.status().epoch()).isEqualTo(1);
        assertThat(bench.status().route()).contains("2b");
        assertThat(bench.listener.statuses())
                .last()
                .extracting(LinkStatus::state)
                .isEqualTo(LinkStatus.State.OPEN);
    }

    @Test
    void aMessageBeforeTheWelcomeEndsTheLink() {
        bench.start();
        bench.greet();
        bench.push(bench.gateway.push(Payloads.events("1")));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.HELLO);
        assertThat(bench.listener.payloads()).isEmpty();
    }

    @Test
    void aHelloThatIsRelayedThroughAnotherSessionFails() {
        bench.start();
        bench.gateway.upgraded(bench.identities.binding());
        Octets other = Octets.ofText("another certificate").sha256();
        bench.transport
                .last()
                .events()
                .opened(new TlsBinding(other, bench.identities.binding().cem()));
        bench.time.settle();
        LinkReaction seen = bench.gateway.receive(bench.transport.last().take().get(0));
        assertThat(seen)
                .isInstanceOfSatisfying(
                        LinkReaction.Close.class,
                        close -> assertThat(close.reason()).isEqualTo("hello-relayed"));
    }

    @Test
    void aWelcomeForAnotherHelloIsRefused() {
        bench.start();
        LinkReaction.Greet first = bench.greet();
        Octets late = bench.gateway.welcome(first);
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        bench.greet();
        bench.deliver(late);
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.HELLO);
    }

    @Test
    void aGatewayThatDoesNotAnswerHelloIsLeft() {
        bench.start();
        bench.greet();
        bench.time.pass(Duration.ofSeconds(20));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.HELLO);
        assertThat(bench.state()).isEqualTo(LinkStatus.State.WAITING);
    }

    @Test
    void helloNeverUsesACounterTwiceAlsoAfterACrash() {
        bench.start();
        long first = bench.greet().message().header().counter();
        bench.start();
        assertThat(bench.greet().message().header().counter()).isGreaterThan(first);
    }

    @Test
    void aTextMessageIsRefused() {
        bench.open();
        bench.transport.last().events().receivedText();
        bench.time.settle();
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.UNSUPPORTED_DATA);
    }

    @Test
    void trustedTimeComesFromTheWelcome() {
        bench.start();
        assertThat(bench.engine.parts().time().trusted().isKnown()).isFalse();
        bench.welcome();
        assertThat(bench.engine.parts().time().trusted().millis()).hasValue(TestIdentities.NOW.toEpochMilli());
    }
}
