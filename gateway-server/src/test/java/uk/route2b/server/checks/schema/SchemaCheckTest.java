package uk.route2b.server.checks.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrXml;

/** An operator's schema is compiled once, reads its folder and nothing else, and says where a payload breaks it. */
class SchemaCheckTest {
    private static final String TIMER = "<oadr:wait>%s</oadr:wait>";

    @TempDir
    private Path folder;

    private SchemaCheck read() throws Exception {
        return SchemaCheck.read(SmallSchema.in(folder), true);
    }

    private String bad() {
        return String.valueOf(catchThrowableOfType(BadSchemaException.class, () -> SchemaCheck.read(folder, true))
                .getMessage());
    }

    private static String poll(String inner) {
        return OpenAdrXml.document("oadrPoll", OpenAdrXml.venId("VEN_1") + inner, true);
    }

    private static Optional<SchemaFinding> check(SchemaCheck schema, String payload) {
        return schema.check(Octets.ofText(payload));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheSchemaDeclaresHolds(boolean wrapped) throws Exception {
        String payload = OpenAdrXml.document("oadrPoll", OpenAdrXml.venId("VEN_1"), wrapped);
        assertThat(check(read(), payload)).isEmpty();
        Octets utf16 = Octets.of(payload.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16));
        assertThat(read().check(utf16)).isEmpty();
    }

    @Test
    void whatBreaksItIsFoundWithRuleAndPlaceAndWithoutItsText() throws Exception {
        SchemaFinding pattern =
                check(read(), poll(TIMER.formatted("PTS-of-a-home"))).orElseThrow();
        assertThat(pattern.rule()).isEqualTo("cvc-pattern-valid");
        assertThat(pattern.line()).isEqualTo(2);
        assertThat(pattern.toString()).doesNotContain("home");
        assertThat(check(read(), poll("<oadr:strange/>")).orElseThrow().rule()).startsWith("cvc-complex-type");
        assertThat(check(read(), OpenAdrXml.document("oadrCreateOpt", "", false))
                        .orElseThrow()
                        .rule())
                .startsWith("cvc-elt.1");
    }

    /** A pattern takes a time that grows with the square of a text's length: 65,000 digits took ten seconds. */
    @Test
    void longTextIsJudgedUpToABound() throws Exception {
        SchemaCheck schema = read();
        String digits = "1".repeat(5_000);
        assertThat(check(schema, poll(TIMER.formatted("PT" + digits + "S")))).isEmpty();
        assertThat(check(schema, poll(TIMER.formatted("PT" + digits + "X"))))
                .hasValueSatisfying(finding -> assertThat(finding.rule()).isEqualTo("cvc-pattern-valid"));
        assertThat(check(schema, poll(TIMER.formatted("PT" + digits + "<!-- -->" + digits + "S"))))
                .hasValueSatisfying(finding -> assertThat(finding.rule()).isEqualTo(BoundedText.RULE));
    }

    /** Without the schema's own findings before it: each is refused for its length alone. */
    @ParameterizedTest
    @CsvSource({"1, 10000", "2, 5000", "900, 200", "1, 65000"})
    void theBoundIsOfAllTextsTogether(int times, int length) throws Exception {
        String any = "<x:any xmlns:x='urn:any'>"
                + "<x:t>%s</x:t>".formatted("1".repeat(length)).repeat(times) + "</x:any>";
        String attributes = "<x:any xmlns:x='urn:any'>"
                + "<x:t a='%s'/>".formatted("1".repeat(length)).repeat(times) + "</x:any>";
        SchemaCheck schema = SchemaCheck.read(SmallSchema.open(folder), true);
        for (String payload : List.of(any, attributes)) {
            assertThat(check(schema, poll(payload)).orElseThrow().rule()).isEqualTo(BoundedText.RULE);
        }
        assertThat(check(schema, poll("<x:any xmlns:x='urn:any'>" + "<x:t>short</x:t>".repeat(10_000) + "</x:any>")))
                .isEmpty();
    }

    /** A payload may name a schema of its own: it is neither fetched nor asked. */
    @Test
    void aPayloadChoosesNoSchema() throws Exception {
        Path own = SmallSchema.write(
                folder.resolve("elsewhere"),
                "own.xsd",
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:own'>"
                        + "<xs:element name='own'/></xs:schema>");
        String names = "<x:own xmlns:x='urn:own' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xsi:schemaLocation='urn:own " + own.toUri() + " " + OpenAdrXml.OADR
                + " http://127.0.0.1:1/x.xsd'/>";
        assertThat(check(read(), poll(names)).orElseThrow().rule()).startsWith("cvc-complex-type");
    }

    @Test
    void whatHappensToTheFilesLaterChangesNothing() throws Exception {
        SchemaCheck schema = read();
        Files.delete(folder.resolve("interop.xsd"));
        Files.writeString(folder.resolve("messages.xsd"), "");
        assertThat(check(schema, poll(""))).isEmpty();
        assertThat(check(schema, poll("<oadr:strange/>"))).isPresent();
    }

    @Test
    void aFolderWithoutTheMessagesIsRefused() {
        assertThat(bad()).contains("no file *.xsd with the target namespace");
        SmallSchema.write(folder, "interop.xsd", SmallSchema.INTEROP);
        assertThat(bad()).contains("no file *.xsd");
        SmallSchema.write(folder, "messages.xsd", SmallSchema.MESSAGES.replace("\"oadrPayload\"", "\"other\""));
        assertThat(bad()).contains("declares no element oadrPayload");
        SmallSchema.in(folder);
        SmallSchema.write(folder, "second.xsd", SmallSchema.MESSAGES);
        assertThat(bad()).contains("2 files");
    }

    @Test
    void aFolderThatIsNoneIsRefused() {
        Path none = folder.resolve("none");
        BadSchemaException failure = catchThrowableOfType(BadSchemaException.class, () -> SchemaCheck.read(none, true));
        assertThat(failure).hasMessageContaining("cannot be listed");
    }

    @ParameterizedTest
    @CsvSource({
        "<xs:sequence>, <xs:sequel>, messages.xsd",
        "interop.xsd, absent.xsd, is no file in",
        "interop.xsd, http://127.0.0.1:1/interop.xsd, is no file in",
        "interop.xsd, ../outside.xsd, is no file in",
        "interop.xsd, link.xsd, is no file in",
        "<xs:schema, <!DOCTYPE xs:schema SYSTEM 'outside.dtd'><xs:schema, outside.dtd",
    })
    void aSchemaThatIsBrokenOrReachesOutsideIsRefused(String text, String instead, String said) throws Exception {
        Path outside = SmallSchema.write(folder, "outside.xsd", SmallSchema.INTEROP);
        folder = SmallSchema.in(folder.resolve("schema"));
        Files.createSymbolicLink(folder.resolve("link.xsd"), outside);
        SmallSchema.write(folder, "messages.xsd", SmallSchema.MESSAGES.replaceFirst(text, instead));
        assertThat(bad()).contains(said);
    }
}
