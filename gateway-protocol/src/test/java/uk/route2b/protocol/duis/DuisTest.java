package uk.route2b.protocol.duis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.refusal;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;
import uk.route2b.protocol.specimen.SharedData;
import uk.route2b.protocol.tunnel.Labels;

/** Requests and responses of DUIS: the published samples, the published schema, round trips, and what is refused. */
class DuisTest {
    private static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    private static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    private static final EntityIdentifier DCC = EntityIdentifier.parse("90-B3-D5-1F-30-00-00-02");
    private static final RequestId ID = new RequestId(SUPPLIER, METER, 1002);
    private static final Instant TIME = Instant.parse("2026-11-25T18:47:59.123Z");
    private static final LabelCommand FULL = LabelCommand.of(SUPPLIER, METER, 1002, Labels.of("A/+".repeat(36)));

    private static DuisRequest sample(String name) throws IOException, MalformedException {
        return DuisRequestReader.DEFAULT.read(Octets.of(SharedData.read("duis/" + name + "_REQUEST_DUIS.XML")));
    }

    private static DuisRequest request(String xml) throws MalformedException {
        return DuisRequestReader.DEFAULT.read(Octets.ofText(xml));
    }

    private static String labels() {
        return DuisRequestWriter.DEFAULT.write(new DuisRequest.SetLabels(FULL)).text();
    }

    @Test
    void theSampleWithAllLabelsIsRead() throws Exception {
        LabelCommand command = new LabelCommand(
                SUPPLIER,
                METER,
                1000,
                List.of(
                        new Label(1, "ALCS_1_Description"),
                        new Label(2, "HCALCS_2_Description"),
                        new Label(3, "ALCS_3_Description"),
                        new Label(4, "ALCS_4_Description"),
                        new Label(5, "ALCS_5_Description")));
        assertThat(sample("ECS46a_6.14.1_ALL_OPTIONALS_SUCCESS")).isEqualTo(new DuisRequest.SetLabels(command));
    }

    @Test
    void theSampleWithSomeLabelsIsRead() throws Exception {
        LabelCommand command = new LabelCommand(
                SUPPLIER, METER, 1002, List.of(new Label(2, "Label2"), new Label(3, "Label3"), new Label(4, "Label4")));
        assertThat(sample("ECS46a_6.14.1_SOME_OPTIONALS_SUCCESS")).isEqualTo(new DuisRequest.SetLabels(command));
    }

    @Test
    void theOtherSamplesAreReadAsFarAsTheirHeaders() throws Exception {
        assertThat(sample("8.13_RETURN_LOCAL_COMMAND_RESPONSE_CS06"))
                .isEqualTo(new DuisRequest.Other(
                        new RequestId(SUPPLIER, DCC, 1001),
                        8,
                        new ServiceReference("8.13", "8.13"),
                        "ReturnLocalCommandResponse"));
        assertThat(sample("CS02gLoadControllerBySupplier_6.15.1_IMMEDIATE_SUCCESS"))
                .isEqualTo(new DuisRequest.Other(
                        new RequestId(SUPPLIER, METER, 1000),
                        4,
                        new ServiceReference("6.15", "6.15.1"),
                        "UpdateSecurityCredentialsKRP"));
    }

    @Test
    void everyRequestWeWriteIsValid() throws Exception {
        DuisSchema schema = DuisSchema.load();
        for (DuisRequest.SetLabels request : requests()) {
            schema.validate(DuisRequestWriter.DEFAULT.write(request));
        }
        for (int size : new int[] {0, 1, 278}) {
            schema.validate(DuisRequestWriter.DEFAULT.write(
                    new DuisRequest.SignedPreCommand(ID, ServiceReference.LABELS, Octets.of(new byte[size]))));
        }
    }

    @Test
    void theSchemaCanFail() throws Exception {
        DuisSchema schema = DuisSchema.load();
        String good = labels();
        schema.validate(Octets.ofText(good));
        for (String bad : List.of(
                good.replace("index=\"5\"", "index=\"6\""),
                good.replace("A/+A/+A/+A/+A/+A/+A/+A<", "A/+A/+A/+A/+A/+A/+A/+A/<"),
                good.replace(":1002<", ":18446744073709551616<"),
                good.replace("<sr:CommandVariant>4</sr:CommandVariant>", ""))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> schema.validate(Octets.ofText(bad))).isInstanceOf(SAXException.class);
        }
    }

    @Test
    void everyResponseOfTheSimulatedDccIsValidAndReadAgain() throws Exception {
        DuisSchema schema = DuisSchema.load();
        for (DuisResponse response : responses()) {
            schema.validate(DuisResponseWriter.DEFAULT.write(response));
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws MalformedException {
        for (DuisRequest.SetLabels request : requests()) {
            assertThat(DuisRequestReader.DEFAULT.read(DuisRequestWriter.DEFAULT.write(request)))
                    .isEqualTo(request);
        }
        DuisRequest.SignedPreCommand signed =
                new DuisRequest.SignedPreCommand(ID, ServiceReference.LABELS, Octets.ofHex("DF09"));
        assertThat(DuisRequestReader.DEFAULT.read(DuisRequestWriter.DEFAULT.write(signed)))
                .isEqualTo(signed);
        for (DuisResponse response : responses()) {
            assertThat(DuisResponseReader.DEFAULT.read(DuisResponseWriter.DEFAULT.write(response)))
                    .isEqualTo(response);
        }
    }

    /** Labels of every printable character, at either end too. */
    private static List<DuisRequest.SetLabels> requests() {
        List<DuisRequest.SetLabels> requests = new ArrayList<>();
        for (char character = 0x20; character <= 0x7E; character++) {
            String text = String.valueOf(character);
            requests.add(new DuisRequest.SetLabels(new LabelCommand(
                    SUPPLIER,
                    METER,
                    character == '~' ? -1 : character,
                    List.of(new Label(1, text), new Label(5, text + "x" + text), new Label(3, text.repeat(22))))));
        }
        requests.add(new DuisRequest.SetLabels(FULL));
        return requests;
    }

    private static List<DuisResponse> responses() {
        ServiceReference service = ServiceReference.LABELS;
        Octets payload = Octets.ofHex("DF0902");
        return List.of(
                DuisResponse.to(ID, ResponseCode.SUCCESS, TIME, new DuisResponse.PreCommand(service, "4.3", payload)),
                DuisResponse.to(ID, ResponseCode.SUCCESS, TIME, new DuisResponse.Payload(service, payload)),
                DuisResponse.to(ID, ResponseCode.ACKNOWLEDGED, TIME, new DuisResponse.Nothing(service)),
                DuisResponse.to(ID, new ResponseCode("E1010"), TIME, new DuisResponse.Nothing(service)),
                new DuisResponse(
                        Optional.empty(),
                        Optional.of(ID.response()),
                        ResponseCode.SUCCESS,
                        TIME,
                        new DuisResponse.DeviceAlert(Octets.ofHex("8F88"), payload)));
    }

    @Test
    void aRequestIdentifierIsReadInEitherCaseAndWrittenInOne() {
        String text = "90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:18446744073709551615";
        assertThat(RequestId.parse(text.toLowerCase(Locale.ROOT))).hasToString(text);
        assertThat(RequestId.parse(text).counter()).isEqualTo(-1);
        assertThat(RequestId.parse(text).response())
                .hasToString("00-DB-12-34-56-78-90-A0:90-B3-D5-1F-30-01-00-00:18446744073709551615");
        for (String bad : List.of(
                "",
                text.replace("1615", "1616"),
                text + ":1",
                text.replace("-", ""),
                text.replace(":18446744073709551615", ":01"),
                text.replace(":18446744073709551615", ":-1"),
                " " + text)) {
            assertThatThrownBy(() -> RequestId.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void textsAndBase64MayHaveLayoutAroundThem() throws MalformedException {
        String loose =
                labels().replace("<sr:RequestID>", "<sr:RequestID>\n  ").replace("<sr:Body>", "<sr:Body> <!-- -->");
        assertThat(request(loose)).isEqualTo(new DuisRequest.SetLabels(FULL));
        assertThat(request("\uFEFF" + labels())).isEqualTo(new DuisRequest.SetLabels(FULL));
        String response = DuisResponseWriter.DEFAULT.write(responses().get(1)).text();
        assertThat(DuisResponseReader.DEFAULT.read(Octets.ofText(response.replace("3wkC", "3w\r\n\tkC "))))
                .isEqualTo(responses().get(1));
    }

    @Test
    void aSignatureIsPassedOverAndCannotSmuggleAnything() throws MalformedException {
        String signature = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:sr=\""
                + DuisDocument.NAMESPACE + "\"><ds:Object><sr:Body/></ds:Object></ds:Signature></sr:Request>";
        assertThat(request(labels().replace("</sr:Request>", signature))).isEqualTo(new DuisRequest.SetLabels(FULL));
    }

    @Test
    void whatTheSchemaHasNotIsRefused() {
        String good = labels();
        for (String bad : List.of(
                good.replace("sr:Request>", "sr:Demand>").replace("<sr:Request ", "<sr:Demand "),
                good.replace("ServiceUserGateway", "AnotherGateway"),
                good.replaceAll("<sr:Header>.*</sr:Header>", ""),
                good.replace("</sr:Header>", "</sr:Header><sr:Header/>"),
                good.replace("</sr:RequestID>", "</sr:RequestID><sr:RequestID>x</sr:RequestID>"),
                good.replace(">4<", ">0<"),
                good.replace(">4<", ">5<"),
                good.replace(">4<", "><sr:x/><"),
                good.replace("6.14.1", "6.14.2"),
                good.replace("index=\"5\"", "index=\"4\""),
                good.replace("index=\"5\"", "index=\"6\""),
                good.replace("index=\"5\"", ""),
                good.replace("index=\"5\"", "sr:index=\"5\""),
                good.replaceFirst("A/\\+", "\u00e9/+"),
                good.replaceFirst("A/\\+", "AAA/+"),
                good.replaceFirst("<sr:ALCSHCALCSDescription .*</sr:ALCSHCALCSDescription>", ""),
                good.replace("</sr:Body>", "<sr:SignedPreCommand/></sr:Body>"))) {
            assertThat(bad).isNotEqualTo(good);
            refuses(Malformation.DUIS, () -> request(bad));
        }
    }

    @Test
    void whatIsNoResponseIsRefused() {
        String good = DuisResponseWriter.DEFAULT.write(responses().get(0)).text();
        for (String bad : List.of(
                good.replace(">I0<", ">OK<"),
                good.replace("2026-11-25T", "2026-13-25T"),
                good.replace(">3wkC<", ">3wk%<"),
                good.replace("</sr:ResponseMessage>", "<sr:GBCSPayload/></sr:ResponseMessage>"),
                good.replaceAll("<sr:GBCSVersion>.*</sr:GBCSVersion>", ""),
                good.replace("Response ", "Request ").replace("sr:Response>", "sr:Request>"))) {
            assertThat(bad).isNotEqualTo(good);
            refuses(Malformation.DUIS, () -> DuisResponseReader.DEFAULT.read(Octets.ofText(bad)));
        }
    }

    @Test
    void doctypeEntitiesAndBrokenXmlAreRefused() {
        String body = labels().replaceFirst("<\\?xml.*?\\?>", "");
        for (String bad : List.of(
                "<!DOCTYPE x>" + body,
                "<!DOCTYPE x[\u0001]>" + body,
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + body.replaceFirst("A/\\+", "&e;"),
                "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + body.replaceFirst("A/\\+", "&b;"),
                body.replaceFirst("A/\\+", "&e;"),
                body + "<more/>",
                body.substring(0, body.length() - 1),
                "",
                "<" + "x".repeat(100))) {
            refuses(Malformation.XML, () -> request(bad));
        }
        refuses(Malformation.TEXT, () -> DuisRequestReader.DEFAULT.read(Octets.ofHex("3CFF")));
    }

    @Test
    void theLimitsHold() {
        DuisRequestReader tight = new DuisRequestReader(new DuisLimits(5_000, 6, 20, 4));
        String good = labels();
        for (String bad : List.of(
                good.replace("</sr:Body>", "<x>".repeat(5) + "</x>".repeat(5) + "</sr:Body>"),
                good.replace("</sr:Body>", "<x/>".repeat(20) + "</sr:Body>"),
                good.replace("index=\"5\"", "index=\"5\" a=\"\" b=\"\" c=\"\" d=\"\""))) {
            refuses(Malformation.XML, () -> tight.read(Octets.ofText(bad)));
        }
        refuses(Malformation.TOO_LONG, () -> tight.read(Octets.ofText(good + " ".repeat(5_000))));
    }

    @Test
    void everyPrefixIsRefused() {
        Octets document = DuisRequestWriter.DEFAULT.write(new DuisRequest.SetLabels(FULL));
        for (int end = 0; end < document.size(); end++) {
            Octets prefix = document.slice(0, end);
            assertThat(refusal(() -> DuisRequestReader.DEFAULT.read(prefix))).isNotNull();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noDamageIsMoreThanARefusal(long seed) {
        Chance chance = new Chance(seed);
        Octets document = DuisRequestWriter.DEFAULT.write(new DuisRequest.SetLabels(FULL));
        for (int round = 0; round < 500; round++) {
            byte[] damaged = document.toArray();
            damaged[chance.below(damaged.length)] = (byte) chance.below(256);
            try {
                assertThat(DuisRequestReader.DEFAULT.read(Octets.of(damaged))).isNotNull();
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }
}
