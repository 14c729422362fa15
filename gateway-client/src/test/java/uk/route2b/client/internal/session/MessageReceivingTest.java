package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

class MessageReceivingTest {
    private final EngineBench bench = new EngineBench();

    private Receipt answer() throws MalformedException {
        List<Octets> sent = bench.transport.last().take();
        assertThat(sent).hasSize(1);
        SignedMessage message = TestGateway.read(sent.get(0));
        return Receipt.read(Content.read(message.content()).body());
    }

    private Receipt push(OpenAdrExchange exchange) throws MalformedException {
        bench.push(bench.gateway.push(exchange));
        return answer();
    }

    @Test
    void aPayloadIsStoredAnsweredOnceAndHandedToItsVen() throws Exception {
        bench.open();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.push(message);
        Receipt receipt = answer();
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(receipt.answers(message.digest())).isTrue();
        assertThat(bench.listener.payloads())
                .extracting(OpenAdrPayload::body)
                .containsExactly(Payloads.events("1").body());
        assertThat(bench.journal.names()).containsExactly("in-1");
    }

    @Test
    void takenPayloadsLeaveTheJournal() {
        bench.open();
        bench.push(bench.gateway.push(Payloads.events("1")));
        bench.listener.takeAll();
        bench.time.settle();
        bench.listener.takeAll();
        bench.time.settle();
        assertThat(bench.journal.names()).isEmpty();
        assertThat(bench.status().counters().payloads()).isZero();
    }

    @Test
    void aRepeatedMessageIsAnsweredAgainWithTheSameOctetsAndActsNoSecondTime() {
        bench.open();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.push(message);
        List<Octets> first = bench.transport.last().take();
        bench.push(message);
        assertThat(bench.transport.last().take()).isEqualTo(first);
        assertThat(bench.listener.payloads()).hasSize(1);
        assertThat(bench.status().counters().repeated()).isEqualTo(1);
    }

    @Test
    void aRepeatAfterACrashIsAnsweredFromTheStore() {
        bench.open();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.push(message);
        List<Octets> first = bench.transport.last().take();
        bench.open();
        bench.transport.last().take();
        bench.push(message);
        assertThat(bench.transport.last().take()).isEqualTo(first);
        assertThat(bench.status().counters().received()).isZero();
    }

    @Test
    void theSameCounterWithOtherOctetsIsAnAlarmAndEndsTheLink() {
        bench.open();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.push(message);
        bench.push(bench.gateway.command(
                message.header().counter(),
                PrivateMessageCode.OPENADR,
                Payloads.events("2").forLink()));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.REFUSED);
        assertThat(bench.status().counters().alarms()).isEqualTo(1);
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void aCounterFarAheadOfTheTrustedTimeIsRefused() {
        bench.open();
        long twoDays = bench.time.wall().plus(Duration.ofDays(2)).toEpochMilli();
        bench.push(bench.gateway.command(
                twoDays, PrivateMessageCode.OPENADR, Payloads.events("1").forLink()));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.REFUSED);
        assertThat(bench.listener.payloads()).isEmpty();
    }

    @Test
    void whatTheGatewayGaveUpCanNotArriveAnyMore() {
        bench.open();
        SignedMessage late = bench.gateway.push(Payloads.createReport("late"));
        bench.gateway.giveUp(late.header().counter());
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        bench.welcome();
        bench.push(late);
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.REFUSED);
        assertThat(bench.listener.payloads()).isEmpty();
    }

    @Test
    void aSignatureByAnybodyElseEndsTheLinkAndChangesNothing() {
        bench.open();
        int commits = bench.journal.commits();
        byte[] forged = bench.gateway.push(Payloads.events("1")).octets().toArray();
        forged[forged.length - 1] ^= 1;
        bench.deliver(Octets.of(forged));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.REFUSED);
        assertThat(bench.journal.commits()).isEqualTo(commits);
    }

    @Test
    void aBadPayloadIsRefusedForGoodWithAReason() throws Exception {
        bench.open();
        assertThat(push(OpenAdrExchange.of(Octets.ofText("<html/>"))))
                .extracting(Receipt::status, Receipt::detail)
                .containsExactly(ReceiptStatus.REFUSED, "openadr");
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
    }

    @Test
    void aMessageThatOnlyAVenSendsIsRefusedFromTheGateway() throws Exception {
        bench.open();
        assertThat(push(OpenAdrExchange.of(Payloads.createdEvent("1"))).detail())
                .isEqualTo("direction");
    }

    @Test
    void anUnknownVenIsRefused() throws Exception {
        bench.open();
        assertThat(push(Payloads.events("1").forVen("VEN_9")).detail()).isEqualTo("ven-unknown");
    }

    @Test
    void withSeveralVensEachMessageNamesItsVen() throws Exception {
        bench.vens("VEN_2A", "VEN_2B").open();
        assertThat(push(Payloads.events("1")).detail()).isEqualTo("ven-missing");
        assertThat(push(Payloads.events("2").forVen("VEN_2B")).status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(bench.listener.payloads().get(0).ven()).contains("VEN_2B");
    }

    @Test
    void anUnlistedFormatIsRefused() throws Exception {
        bench.open();
        bench.push(bench.gateway.command(
                PrivateMessageCode.OPENADR, Content.plain(ContentFormat.JSON, Octets.ofText("{}"))));
        assertThat(answer().detail()).isEqualTo("format");
    }

    @Test
    void credentialsThatAreNoCertificateAreRefused() throws Exception {
        bench.open();
        bench.push(bench.gateway.command(
                PrivateMessageCode.CREDENTIALS, Content.plain(ContentFormat.DER, Octets.of((byte) 0x30))));
        assertThat(answer().detail()).isEqualTo("cut-short");
    }

    @Test
    void anOlderListOfEventsThatComesLateIsSuperseded() throws Exception {
        bench.open();
        SignedMessage older = bench.gateway.push(Payloads.events("older"));
        assertThat(push(Payloads.events("newer")).status()).isEqualTo(ReceiptStatus.STORED);
        bench.push(older);
        assertThat(answer().status()).isEqualTo(ReceiptStatus.SUPERSEDED);
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void aNewerListOfEventsReplacesTheOneThatWaitsAndNothingElse() throws Exception {
        bench.open();
        push(Payloads.events("1"));
        push(Payloads.createReport("2"));
        push(Payloads.events("3"));
        assertThat(bench.journal.names()).containsExactlyInAnyOrder("in-2", "in-3");
    }

    @Test
    void newestIsPerVen() throws Exception {
        bench.vens("VEN_2A", "VEN_2B").open();
        SignedMessage forA = bench.gateway.push(Payloads.events("a").forVen("VEN_2A"));
        push(Payloads.events("b").forVen("VEN_2B"));
        bench.push(forA);
        assertThat(answer().status()).isEqualTo(ReceiptStatus.STORED);
    }

    @Test
    void aListOfEventsThatIsTooOldExpires() throws Exception {
        bench.dispatchAge(Duration.ofMinutes(10)).open();
        SignedMessage old = bench.gateway.push(Payloads.events("old"));
        bench.time.pass(Duration.ofMinutes(11));
        bench.push(old);
        assertThat(bench.gatewaySees()).isNotEmpty();
        assertThat(bench.listener.payloads()).isEmpty();
    }

    @Test
    void fullQueuesStoreAndAcknowledgeNothing() {
        bench.limits(new ClientLimits(10, 10_000, 1, 10_000, 100_000)).open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.transport.last().take();
        bench.push(bench.gateway.push(Payloads.createReport("2")));
        assertThat(bench.transport.last().take()).isEmpty();
        assertThat(bench.transport.last().closes()).isEmpty();
        assertThat(bench.journal.names()).containsExactly("in-1");
    }

    @Test
    void aMessageAboveTheLimitClosesWith1009() {
        bench.limits(new ClientLimits(10, 10_000, 10, 10_000, 500)).open();
        bench.deliver(Octets.of(new byte[501]));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.TOO_BIG);
    }

    @Test
    void aJournalThatFailsAcknowledgesNothingAndTheMessageComesAgain() throws Exception {
        bench.open();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.journal.failing(true);
        bench.push(message);
        assertThat(bench.transport.last().take()).isEmpty();
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.GOING_AWAY);
        assertThat(bench.status().reason()).isEqualTo("journal");
        bench.journal.failing(false);
        bench.time.pass(Duration.ofSeconds(6));
        bench.welcome();
        bench.push(message);
        assertThat(answer().status()).isEqualTo(ReceiptStatus.STORED);
    }

    @Test
    void anExpiredSignerMayNotSign() {
        bench.open();
        bench.time.pass(Duration.ofSeconds(1));
        Signers signers = new Signers(bench.identities.record());
        CemState state = CemState.commissioned(bench.identities.record());
        assertThat(signers.keys(state, TestIdentities.NOW)).hasSize(1);
        assertThat(signers.keys(state, TestIdentities.NOW.plus(Duration.ofDays(40_000))))
                .isEmpty();
    }
}
