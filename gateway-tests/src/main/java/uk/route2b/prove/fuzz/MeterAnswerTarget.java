package uk.route2b.prove.fuzz;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Set;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.meter.DeviceAlert;
import uk.route2b.protocol.meter.LabelResponse;
import uk.route2b.protocol.meter.UseCase;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * What lies behind a meter's signature: the content of ECS200, its text included, where the first octet is even, and
 * that of a response to ECS46a where it is odd. The input is signed here.
 */
final class MeterAnswerTarget implements FuzzTarget {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final int ZEROS = 64;

    private final KeyPair meter = p256();

    private static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("the JDK makes keys on P-256", absent);
        }
    }

    @Override
    public String name() {
        return "meter-answer";
    }

    @Override
    public int octetsMost() {
        return 1_536;
    }

    @Override
    public void read(Octets input) {
        if (!input.isEmpty()) {
            Octets content = input.slice(1, input.size());
            if (input.at(0) % 2 == 0) {
                alert(content);
            } else {
                response(content);
            }
        }
    }

    private void alert(Octets content) {
        Octets other = new OctetWriter()
                .two(UseCase.ECS200.code().value())
                .put(DSRSP.octets())
                .written();
        GroupingHeader header = new GroupingHeader(
                CraFlag.ALERT, 7, MeterTarget.COMMAND.meter(), MeterTarget.COMMAND.supplier(), Octets.EMPTY, other);
        DeviceAlert judged = DeviceAlert.judge(
                signed(header, content), Set.of(DSRSP), device -> List.of(meter.getPublic()), Ecdsa.PLATFORM);
        if (judged instanceof DeviceAlert.Told told) {
            SignedMessage again = told.update().sign(signed -> Octets.of(new byte[ZEROS]));
            Finding.unless(again.content().equals(content), "an alert is written otherwise than it was read");
        }
    }

    private void response(Octets content) {
        GroupingHeader header = MeterTarget.COMMAND.message().header().answer();
        LabelResponse.judge(signed(header, content), MeterTarget.COMMAND, List.of(meter.getPublic()), Ecdsa.PLATFORM);
    }

    private Octets signed(GroupingHeader header, Octets content) {
        return new UnsignedMessage(header, content)
                .sign(Ecdsa.signer(meter.getPrivate()))
                .octets();
    }
}
