package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.testing.Bench;

/** A stolen message key is removed: the recovery key, which no gateway has, signs the certificate of the next one. */
class RecoveryDeskTest {
    private static final long HOUR = 3_600_000;

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final IssuedIdentity recovery = bench.furtherKey();
    private final IssuedIdentity next = bench.furtherKey();
    private RecoveryDesk desk = new RecoveryDesk(bench.clock, Ecdsa.PLATFORM);

    /** The CEM has a session under the old key; then the gateway starts with the next one alone. */
    @BeforeEach
    void theOldKeyIsGone() {
        bench.restart();
        LinkConnection link = rig.upgraded(new FakeSocket());
        LinkRig.receive(link, bench.pen.hello(rig.binding(), 1, key(bench.message)));
        link.closed(1000, "");
        bench.signing(next).restart();
        desk = new RecoveryDesk(bench.clock, Ecdsa.PLATFORM);
    }

    private static KeyIdentifier key(IssuedIdentity identity) {
        return KeyIdentifier.of(identity.certificate().getPublicKey());
    }

    private SignedMessage signed(IssuedIdentity signer, X509Certificate certificate, long counter) throws Exception {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.COMMAND, counter, Bench.KEY.dsrsp(), Bench.KEY.cem(), PrivateMessageCode.CREDENTIALS.code());
        Content content = Content.plain(
                ContentFormat.DER, SmkiCertificate.read(certificate).der());
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(signer.key()));
    }

    private Optional<String> take(SignedMessage message) {
        return desk.take(bench.counterpart(), message, recovery.certificate().getPublicKey());
    }

    private long soon() {
        return bench.clock.millis() + 1;
    }

    @Test
    void aCemThatAcceptsNoneOfOurKeysGetsNothingThatWeSign() {
        assertThat(bench.desk.certificateDue(bench.counterpart())).isEmpty();
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
    }

    @Test
    void itIsStoredGoesAsItIsAndIsDoneWithItsReceipt() throws Exception {
        SignedMessage message = signed(recovery, next.certificate(), soon());
        assertThat(take(message)).isEmpty();
        assertThat(bench.desk.certificateDue(bench.counterpart()).map(SignedMessage::octets))
                .contains(message.octets());
        bench.restart();
        assertThat(bench.desk.certificateDue(bench.counterpart()).map(SignedMessage::octets))
                .contains(message.octets());
        assertThat(bench.inbox.settle(bench.counterpart(), bench.pen.receipt(message, ReceiptStatus.STORED, "")))
                .isEmpty();
        assertThat(bench.desk.certificateDue(bench.counterpart())).isEmpty();
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
    }

    @Test
    void ourCountersGoOnAboveIt() throws Exception {
        long counter = soon() + HOUR / 2;
        assertThat(take(signed(recovery, next.certificate(), counter))).isEmpty();
        assertThat(bench.counterpart().ledger().state().sent().next(bench.clock.millis()))
                .isGreaterThan(counter);
        assertThat(take(signed(recovery, next.certificate(), counter))).contains("counter-used");
    }

    @Test
    void whatWouldHarmIsNotStored() throws Exception {
        assertThat(take(signed(bench.message, next.certificate(), soon()))).contains("signature");
        assertThat(take(signed(recovery, bench.message.certificate(), soon()))).contains("certificate");
        assertThat(take(signed(recovery, next.certificate(), 0))).contains("counter-used");
        assertThat(take(signed(recovery, next.certificate(), soon() + HOUR * 2)))
                .contains("counter-ahead");
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
    }
}
