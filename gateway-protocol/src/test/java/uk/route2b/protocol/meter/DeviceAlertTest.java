package uk.route2b.protocol.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.meter.MeterSpecimens.DSRSP;
import static uk.route2b.protocol.meter.MeterSpecimens.METER;
import static uk.route2b.protocol.meter.MeterSpecimens.OTHER;
import static uk.route2b.protocol.meter.MeterSpecimens.SUPPLIER;
import static uk.route2b.protocol.meter.MeterSpecimens.TIME;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.tunnel.Direction;

/** Alerts of devices: text in, text out, and nothing from strangers. */
class DeviceAlertTest {
    private static Octets signed(OperationalUpdate update) {
        return update.sign(Ecdsa.signer(Keys.CEM.getPrivate())).octets();
    }

    private static List<PublicKey> keys(EntityIdentifier device) {
        return device.equals(METER) ? List.of(Keys.STRANGER.getPublic(), Keys.CEM.getPublic()) : List.of();
    }

    private static DeviceAlert judge(Octets payload) {
        return DeviceAlert.judge(payload, Set.of(SUPPLIER), DeviceAlertTest::keys, Ecdsa.PLATFORM);
    }

    private static void refuses(AlertRefusal reason, Octets payload) {
        assertThat(judge(payload)).isEqualTo(new DeviceAlert.Refused(reason));
    }

    @Test
    void aTextOf1062CharactersMakes1200OctetsOf138AreFraming() {
        Octets alert = signed(MeterSpecimens.update("x".repeat(Direction.UP.characters())));
        assertThat(alert.size()).isEqualTo(OperationalUpdate.OCTETS_MOST);
        assertThat(alert.size() - Direction.UP.characters()).isEqualTo(138);
        DeviceAlert.Told told = (DeviceAlert.Told) judge(alert);
        assertThat(told.update().text()).isEqualTo("x".repeat(1062));
        assertThat(told.message().octets()).isEqualTo(alert);
    }

    @Test
    void anyTextComesBackWithAndWithoutALoadController() {
        for (String text : List.of("", "x", "\u00e9\u20ac", "x".repeat(127), "x".repeat(128), "x".repeat(255))) {
            for (Optional<EntityIdentifier> party : List.of(Optional.<EntityIdentifier>empty(), Optional.of(DSRSP))) {
                OperationalUpdate update = new OperationalUpdate(METER, SUPPLIER, party, -1, TIME, text);
                assertThat(judge(signed(update)))
                        .isInstanceOfSatisfying(
                                DeviceAlert.Told.class,
                                told -> assertThat(told.update()).isEqualTo(update));
            }
        }
    }

    @Test
    void itHasToBeForTheSupplierOrTheLoadController() {
        Octets alert = signed(MeterSpecimens.update("x"));
        assertThat(DeviceAlert.judge(alert, Set.of(DSRSP), DeviceAlertTest::keys, Ecdsa.PLATFORM))
                .isInstanceOf(DeviceAlert.Told.class);
        assertThat(DeviceAlert.judge(alert, Set.of(OTHER), DeviceAlertTest::keys, Ecdsa.PLATFORM))
                .isEqualTo(new DeviceAlert.Refused(AlertRefusal.ADDRESSEE));
        refuses(AlertRefusal.ADDRESSEE, signed(new OperationalUpdate(METER, DSRSP, Optional.empty(), 1, TIME, "x")));
    }

    @Test
    void strangersAndForgersAreRefusedByName() {
        refuses(AlertRefusal.DEVICE, signed(new OperationalUpdate(OTHER, SUPPLIER, Optional.empty(), 1, TIME, "x")));
        refuses(
                AlertRefusal.SIGNATURE,
                MeterSpecimens.update("x")
                        .sign(Ecdsa.signer(Keys.DSRSP.getPrivate()))
                        .octets());
        Octets alert = signed(MeterSpecimens.update("x"));
        refuses(AlertRefusal.SIGNATURE, alert.slice(0, alert.size() - 65));
        refuses(AlertRefusal.SHAPE, signed(MeterSpecimens.update("x".repeat(3000))));
        refuses(AlertRefusal.SHAPE, Octets.EMPTY);
    }

    @Test
    void anotherAlertAndAnotherInvokeIdentifierAreRefused() {
        GroupingHeader header = GroupingHeader.of(CraFlag.ALERT, 2003, METER, SUPPLIER, UseCase.ECS200.code());
        String head = "0F200007D300";
        String rest = "090C07DF0101FF000000008000FF0C0178";
        assertThat(judge(sign(header, head + "0203128F88" + rest))).isInstanceOf(DeviceAlert.Told.class);
        refuses(AlertRefusal.SHAPE, sign(header, head + "0203128F85" + rest));
        refuses(AlertRefusal.SHAPE, sign(header, head + "0202128F88" + rest));
        refuses(AlertRefusal.SHAPE, sign(header, "0F200007D400" + "0203128F88" + rest));
        refuses(AlertRefusal.SHAPE, sign(header, head + "0203128F88" + rest + "00"));
        GroupingHeader tooShort =
                new GroupingHeader(CraFlag.ALERT, 2003, METER, SUPPLIER, Octets.EMPTY, Octets.ofHex("012300"));
        refuses(AlertRefusal.SHAPE, sign(tooShort, head + "0203128F88" + rest));
    }

    private static Octets sign(GroupingHeader header, String content) {
        return new UnsignedMessage(header, Octets.ofHex(content))
                .sign(Ecdsa.signer(Keys.CEM.getPrivate()))
                .octets();
    }

    @Test
    void everyPrefixAndEveryFlippedBitIsRefused() {
        Octets alert = signed(MeterSpecimens.update("some text"));
        Flips.of(alert).forEach(other -> assertThat(judge(other)).isInstanceOf(DeviceAlert.Refused.class));
        Flips.prefixes(alert).forEach(other -> assertThat(judge(other)).isInstanceOf(DeviceAlert.Refused.class));
    }

    @Test
    void aTimeIsKeptToTheSecondAndAnOpenOneIsNone() {
        Instant time = Instant.parse("2026-11-25T18:47:59.999Z");
        assertThat(DlmsDateTime.of(time).instant()).contains(Instant.parse("2026-11-25T18:47:59Z"));
        assertThat(new DlmsDateTime(Octets.ofHex("FF".repeat(12))).instant()).isEmpty();
        assertThat(DlmsDateTime.of(Instant.parse("2015-01-01T00:00:00Z"))).isEqualTo(TIME);
    }
}
