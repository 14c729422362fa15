package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;

/** The message key of the DSRSP changes. */
class CertificateDeskTest {
    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final IssuedIdentity next = bench.furtherKey();
    private FakeSocket socket = new FakeSocket();

    private static KeyIdentifier key(IssuedIdentity identity) {
        return KeyIdentifier.of(identity.certificate().getPublicKey());
    }

    private LinkConnection welcomed(KeyIdentifier... listed) {
        socket = new FakeSocket();
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, bench.pen.hello(rig.binding(), 1, listed));
        return link;
    }

    private List<SignedMessage> certificates() {
        return socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.CREDENTIALS)))
                .toList();
    }

    private static boolean signed(SignedMessage message, IssuedIdentity signer) {
        return Ecdsa.PLATFORM.verifies(
                message.signedOctets(),
                message.signature(),
                signer.certificate().getPublicKey());
    }

    @Test
    void aCemThatListsTheNewestKeyGetsNothing() {
        bench.signing(next, bench.message).restart();
        welcomed(key(bench.message), key(next));
        assertThat(certificates()).isEmpty();
        assertThat(signed(socket.last(), next)).isTrue();
    }

    @Test
    void aCemThatDoesNotGetsItsCertificateSignedWithTheKeyThatItAccepts() {
        bench.signing(next, bench.message).restart();
        welcomed(key(bench.message));
        assertThat(certificates()).hasSize(1);
        assertThat(signed(certificates().get(0), bench.message)).isTrue();
    }

    @Test
    void whatItAnsweredIsNotSentAgainAndTheNextHelloDecidesWhoSigns() {
        bench.signing(next, bench.message).restart();
        LinkConnection link = welcomed(key(bench.message));
        LinkRig.receive(link, bench.pen.receipt(certificates().get(0), ReceiptStatus.STORED, ""));
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
        assertThat(bench.desk.certificateDue(bench.counterpart())).isEmpty();
        welcomed(key(bench.message), key(next));
        assertThat(certificates()).isEmpty();
        assertThat(signed(socket.last(), next)).isTrue();
    }

    @Test
    void whatItDidNotAnswerGoesAgainWithTheSameOctets() {
        bench.signing(next, bench.message).restart();
        welcomed(key(bench.message));
        SignedMessage first = certificates().get(0);
        bench.restart();
        welcomed(key(bench.message));
        assertThat(certificates()).extracting(SignedMessage::octets).containsExactly(first.octets());
    }

    @Test
    void aNewerKeyTakesThePlaceOfOneUnderWay() {
        bench.signing(next, bench.message).restart();
        welcomed(key(bench.message));
        bench.signing(bench.furtherKey(), next, bench.message).restart();
        welcomed(key(bench.message));
        assertThat(certificates()).hasSize(1);
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }
}
