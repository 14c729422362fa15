package uk.route2b.prove.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.wire.Sighting;

/** What the witness saw is judged: each way in which a counter can be misused is found. */
class WireCheckTest {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final KeyPair KEY = key();

    private final List<Sighting> wire = new ArrayList<>();

    @Test
    void aMessageItsRepeatAndItsOneAnswerPass() {
        SignedMessage question = up(5, "one");
        SignedMessage answer = receipt(question, ReceiptStatus.STORED);
        saw(false, question);
        saw(true, answer);
        saw(false, question);
        saw(true, answer);

        WireCheck check = check();

        assertThat(check.breaches()).isEmpty();
        assertThat(check.unanswered()).isEmpty();
        assertThat(check.messages()).isEqualTo(1);
        assertThat(check.resends()).isEqualTo(1);
        assertThat(check.answersAgain()).isEqualTo(1);
    }

    @Test
    void oneCounterWithOtherOctetsIsFound() {
        saw(false, up(5, "one"));
        saw(false, up(5, "another"));

        assertThat(kinds(check().breaches())).containsExactly(Breach.Kind.COUNTER_REUSED);
    }

    @Test
    void theSameCounterInTheOtherDirectionIsAnotherOne() {
        saw(false, up(5, "one"));
        saw(true, message(CraFlag.COMMAND, 5, DSRSP, CEM, xml("another")));

        assertThat(check().breaches()).isEmpty();
    }

    @Test
    void aSecondAnswerMeansThatItWasAcceptedAgain() {
        SignedMessage question = up(5, "one");
        saw(false, question);
        saw(true, receipt(question, ReceiptStatus.STORED));
        saw(true, receipt(question, ReceiptStatus.IN_DOUBT));

        assertThat(kinds(check().breaches())).containsExactly(Breach.Kind.TWO_ANSWERS);
    }

    @Test
    void whatHasNoAnswerIsNamed() {
        saw(false, up(5, "one"));

        assertThat(kinds(check().unanswered())).containsExactly(Breach.Kind.UNANSWERED);
    }

    @Test
    void linkControlThatDoesNotRiseIsFound() {
        saw(false, hello(7, 0));
        saw(false, hello(7, 0));

        assertThat(kinds(check().breaches())).containsExactly(Breach.Kind.CONTROL_COUNTER);
    }

    @Test
    void anEndThatForgotWhatItAnsweredIsFound() {
        SignedMessage command = message(CraFlag.COMMAND, 5, DSRSP, CEM, xml("down"));
        saw(true, command);
        saw(false, receipt(command, ReceiptStatus.STORED));
        saw(false, hello(9, 4));

        assertThat(kinds(check().breaches())).containsExactly(Breach.Kind.FORGOTTEN);
    }

    @Test
    void anEndThatKnowsWhatItAnsweredPasses() {
        SignedMessage command = message(CraFlag.COMMAND, 5, DSRSP, CEM, xml("down"));
        saw(true, command);
        saw(false, receipt(command, ReceiptStatus.STORED));
        saw(false, hello(9, 5));

        assertThat(check().breaches()).isEmpty();
    }

    @Test
    void answersInDoubtAreCountedOnce() {
        SignedMessage question = up(5, "one");
        saw(false, question);
        SignedMessage answer = receipt(question, ReceiptStatus.IN_DOUBT);
        saw(true, answer);
        saw(true, answer);

        assertThat(check().inDoubt()).isEqualTo(1);
    }

    private WireCheck check() {
        return new WireCheck().read(wire);
    }

    private void saw(boolean down, SignedMessage message) {
        wire.add(new Sighting(wire.size(), "cem-1", down, message.octets()));
    }

    private static List<Breach.Kind> kinds(List<Breach> breaches) {
        return breaches.stream().map(Breach::kind).toList();
    }

    private static SignedMessage up(long counter, String text) {
        return message(CraFlag.ALERT, counter, CEM, DSRSP, xml(text));
    }

    private static Content xml(String text) {
        return Content.plain(ContentFormat.XML, Octets.ofText(text));
    }

    private static SignedMessage receipt(SignedMessage question, ReceiptStatus status) {
        return UnsignedMessage.of(
                        question.header().answer(),
                        Receipt.of(question, status, "").content())
                .sign(Ecdsa.signer(KEY.getPrivate()));
    }

    private static SignedMessage message(
            CraFlag cra, long counter, EntityIdentifier from, EntityIdentifier to, Content content) {
        return UnsignedMessage.of(GroupingHeader.of(cra, counter, from, to, PrivateMessageCode.OPENADR.code()), content)
                .sign(Ecdsa.signer(KEY.getPrivate()));
    }

    private static SignedMessage hello(long counter, long accepted) {
        Octets digest = Octets.of(new byte[TlsBinding.SIZE]);
        LinkControl hello = new LinkControl.Hello(
                1, "test", List.of(), Capabilities.ALL, accepted, 0, new TlsBinding(digest, digest));
        return UnsignedMessage.of(
                        GroupingHeader.of(CraFlag.ALERT, counter, CEM, DSRSP, PrivateMessageCode.LINK_CONTROL.code()),
                        Content.plain(ContentFormat.JSON, LinkControlJson.write(hello)))
                .sign(Ecdsa.signer(KEY.getPrivate()));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
