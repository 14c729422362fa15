package uk.route2b.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.delivery.RecoveryDesk;
import uk.route2b.server.testing.Bench;

class RecoveryPagesTest {
    private static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-CF");

    private final Bench bench = new Bench();
    private final IssuedIdentity recovery = bench.furtherKey();
    private final IssuedIdentity next = bench.furtherKey();

    private static Octets der(IssuedIdentity identity) throws Exception {
        return SmkiCertificate.read(identity.certificate()).der();
    }

    private Octets message(EntityIdentifier dsrsp, EntityIdentifier cem) throws Exception {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.COMMAND, bench.clock.millis() + 1, dsrsp, cem, PrivateMessageCode.CREDENTIALS.code());
        return UnsignedMessage.of(header, Content.plain(ContentFormat.DER, der(next)))
                .sign(Ecdsa.signer(recovery.key()))
                .octets();
    }

    private RecoveryPages.Ordered order(Octets certificate, List<Octets> messages) {
        bench.signing(next).restart();
        RecoveryPages pages = new RecoveryPages(
                bench.counterparts,
                new RecoveryDesk(bench.clock, Ecdsa.PLATFORM),
                () -> bench.counterpart().dsrsp().anchors(),
                Audit.NONE,
                bench.timers);
        String each =
                messages.stream().map(octets -> '"' + base64(octets) + '"').collect(Collectors.joining(","));
        return pages.order(Octets.ofText("{\"dsrsp\":\"" + Bench.KEY.dsrsp() + "\",\"certificate\":\""
                + base64(certificate) + "\",\"messages\":[" + each + "]}"));
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    @Test
    void eachMessageIsTakenOrRefusedForItself() throws Exception {
        RecoveryPages.Ordered ordered = order(
                der(recovery),
                List.of(
                        message(Bench.KEY.dsrsp(), Bench.KEY.cem()),
                        message(Bench.KEY.dsrsp(), STRANGER),
                        message(STRANGER, Bench.KEY.cem()),
                        Octets.ofText("nothing")));
        assertThat(ordered.error()).isEmpty();
        assertThat(ordered.taken()).isEqualTo(1);
        assertThat(ordered.refused())
                .extracting(RecoveryPages.Taken::reason)
                .hasSize(3)
                .startsWith("register", "originator")
                .doesNotContain("");
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }

    @Test
    void aCertificateThatIsNotOfTheDsrspEndsTheOrder() throws Exception {
        RecoveryPages.Ordered ordered = order(der(bench.cem), List.of(message(Bench.KEY.dsrsp(), Bench.KEY.cem())));
        assertThat(ordered.error()).contains("certificate");
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
    }

    @Test
    void whatIsNoOrderIsSaidToBeNone() {
        RecoveryPages pages = new RecoveryPages(
                bench.counterparts,
                new RecoveryDesk(bench.clock, Ecdsa.PLATFORM),
                () -> bench.counterpart().dsrsp().anchors(),
                Audit.NONE,
                bench.timers);
        for (String text : List.of("", "{", "{}", "[]", "{\"dsrsp\":\"x\",\"certificate\":\"!\",\"messages\":[]}")) {
            assertThat(pages.order(Octets.ofText(text)).error()).isNotEmpty();
        }
    }
}
