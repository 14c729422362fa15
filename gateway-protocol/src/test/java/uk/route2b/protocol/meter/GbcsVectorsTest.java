package uk.route2b.protocol.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Malformed;
import uk.route2b.protocol.specimen.SharedData;

/** Real messages of smart meters, read down to the last field and written again octet for octet. */
class GbcsVectorsTest {
    private static List<JsonNode> vectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        JsonMapper.builder()
                .build()
                .readTree(SharedData.read("gbcs-vectors.json"))
                .get("vectors")
                .forEach(vectors::add);
        return vectors;
    }

    private static JsonNode vector(String named) throws IOException {
        return vectors().stream()
                .filter(vector -> text(vector, "name").startsWith(named))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector " + named));
    }

    private static String text(JsonNode vector, String key) {
        return vector.get(key).stringValue();
    }

    private static Octets octets(JsonNode vector) {
        return Octets.ofHex(text(vector, "hex"));
    }

    private static RemotePartyMessage carried(JsonNode vector) throws MalformedException {
        return RemotePartyMessage.read(octets(vector), SignedMessageReader.DEFAULT);
    }

    private static SignedMessage message(JsonNode vector) throws MalformedException {
        return carried(vector).message();
    }

    private static PublicKey key(JsonNode vector) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(text(vector, "signer_cert_der_base64"));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
    }

    /** Its real signature stands in for a signer, since real keys of devices are nowhere. */
    private static MessageSigner same(SignedMessage message) {
        return signed -> {
            assertThat(signed).isEqualTo(message.signedOctets());
            return message.signature();
        };
    }

    @TestFactory
    Stream<DynamicTest> aMessageInItsMacHeaderIsWrittenAgainOctetForOctet() throws IOException {
        return vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(
                        text(vector, "name"),
                        () -> assertThat(carried(vector).octets()).isEqualTo(octets(vector))));
    }

    @Test
    void theCommandOfThreeLabels() throws Exception {
        JsonNode vector = vector("ECS46a command, supplier-signed");
        assertThat(LabelCommand.read(message(vector))).isEqualTo(MeterSpecimens.THREE);
        checkCommand(vector, MeterSpecimens.THREE);
    }

    @Test
    void theCommandOfFiveLabels() throws Exception {
        JsonNode vector = vector("ECS46a command, five labels");
        LabelCommand command = new LabelCommand(
                MeterSpecimens.SUPPLIER,
                MeterSpecimens.METER,
                1000,
                List.of(
                        new Label(1, "ALCS_1_Description"),
                        new Label(2, "HCALCS_2_Description"),
                        new Label(3, "ALCS_3_Description"),
                        new Label(4, "ALCS_4_Description"),
                        new Label(5, "ALCS_5_Description")));
        assertThat(LabelCommand.read(message(vector))).isEqualTo(command);
        checkCommand(vector, command);
    }

    /** What we write is what the DCC wrote, and signed by the real Supplier it is the real command. */
    private static void checkCommand(JsonNode vector, LabelCommand command) throws Exception {
        SignedMessage real = message(vector);
        Octets preCommand = command.preCommand();
        assertThat(preCommand).isEqualTo(real.octets().slice(0, real.octets().size() - 65));
        Correlation.Same same = (Correlation.Same) Correlation.compare(preCommand, command);
        Octets signed = same.sign(same(real));
        assertThat(signed).isEqualTo(real.octets());
        assertThat(Ecdsa.PLATFORM.verifies(real.signedOctets(), real.signature(), key(vector)))
                .isTrue();
    }

    @Test
    void theBadVectorReadsAsAnotherLabelAndDoesNotVerify() throws Exception {
        JsonNode vector = vector("NEGATIVE");
        SignedMessage message = message(vector);
        assertThat(LabelCommand.read(message).labels()).last().isEqualTo(new Label(4, "Label5"));
        assertThat(Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), key(vector)))
                .isFalse();
        Octets preCommand = message.octets().slice(0, message.octets().size() - 65);
        assertThat(Correlation.compare(preCommand, MeterSpecimens.THREE))
                .isEqualTo(new Correlation.Different(PreCommandDifference.LABEL_TEXT));
    }

    @Test
    void theResponse() throws Exception {
        JsonNode vector = vector("ECS46a response");
        SignedMessage real = message(vector);
        LabelResponse judged =
                LabelResponse.judge(octets(vector), MeterSpecimens.THREE, List.of(key(vector)), Ecdsa.PLATFORM);
        assertThat(judged).isEqualTo(new LabelResponse.Written(real));
        List<AccessResult> three = List.of(AccessResult.SUCCESS, AccessResult.SUCCESS, AccessResult.SUCCESS);
        assertThat(LabelResponse.message(MeterSpecimens.THREE, three).sign(same(real)))
                .isEqualTo(real);
    }

    @Test
    void theAlert() throws Exception {
        JsonNode vector = vector("ECS200");
        SignedMessage real = message(vector);
        OperationalUpdate update =
                MeterSpecimens.update("{\"outputState\":\"100\",\"inputState\":\"0\",\"other-data\":\"\"}");
        PublicKey key = key(vector);
        for (Set<EntityIdentifier> addressee : List.of(Set.of(MeterSpecimens.SUPPLIER), Set.of(MeterSpecimens.DSRSP))) {
            assertThat(DeviceAlert.judge(octets(vector), addressee, device -> List.of(key), Ecdsa.PLATFORM))
                    .isEqualTo(new DeviceAlert.Told(update, real));
        }
        assertThat(update.sign(same(real))).isEqualTo(real);
        assertThat(update.loadController()).isEqualTo(Optional.of(MeterSpecimens.DSRSP));
        assertThat(update.time().instant()).contains(Instant.parse("2015-01-01T00:00:00Z"));
    }

    @TestFactory
    Stream<DynamicTest> messagesOfOtherUseCasesAreReadAndTakenForNeither() throws IOException {
        return vectors().stream()
                .filter(vector -> !Set.of("0x0053", "0x0123").contains(text(vector, "message_code")))
                .map(vector -> DynamicTest.dynamicTest(text(vector, "name"), () -> {
                    SignedMessage message = message(vector);
                    Malformed.refuses(Malformation.USE_CASE, () -> LabelCommand.read(message));
                    Malformed.refuses(Malformation.USE_CASE, () -> OperationalUpdate.read(message));
                    assertThat(Correlation.compare(message.octets(), MeterSpecimens.THREE))
                            .isInstanceOf(Correlation.Different.class);
                    PublicKey key = key(vector);
                    assertThat(LabelResponse.judge(
                                    message.octets(), MeterSpecimens.THREE, List.of(key), Ecdsa.PLATFORM))
                            .isEqualTo(new LabelResponse.Refused(ResponseRefusal.SHAPE));
                }));
    }

    @Test
    void noFlippedBitOfTheRealResponseAndTheRealAlertPasses() throws Exception {
        JsonNode response = vector("ECS46a response");
        JsonNode alert = vector("ECS200");
        List<PublicKey> keys = List.of(key(response));
        List<PublicKey> alertKeys = List.of(key(alert));
        for (Octets flipped : Flips.of(octets(response))) {
            assertThat(LabelResponse.judge(flipped, MeterSpecimens.THREE, keys, Ecdsa.PLATFORM))
                    .isInstanceOf(LabelResponse.Refused.class);
        }
        for (Octets flipped : Flips.of(octets(alert))) {
            assertThat(DeviceAlert.judge(flipped, Set.of(MeterSpecimens.SUPPLIER), device -> alertKeys, Ecdsa.PLATFORM))
                    .isInstanceOf(DeviceAlert.Refused.class);
        }
    }
}
