package uk.route2b.tests.tunnel;

import java.util.Base64;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.tests.gateway.GatewayFixture;

/** What {@code message recover} writes for the first CEM. */
final class RecoveryOrder {
    private RecoveryOrder() {}

    static String of(GatewayFixture gateway, IssuedIdentity next, long counter) throws MalformedException {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.COMMAND,
                counter,
                GatewayFixture.DSRSP,
                GatewayFixture.CEM_1,
                PrivateMessageCode.CREDENTIALS.code());
        Octets message = UnsignedMessage.of(header, Content.plain(ContentFormat.DER, der(next)))
                .sign(Ecdsa.signer(gateway.recovery().key()))
                .octets();
        return "{\"dsrsp\":\"" + GatewayFixture.DSRSP + "\",\"certificate\":\"" + base64(der(gateway.recovery()))
                + "\",\"messages\":[\"" + base64(message) + "\"]}";
    }

    private static Octets der(IssuedIdentity identity) throws MalformedException {
        return SmkiCertificate.read(identity.certificate()).der();
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }
}
