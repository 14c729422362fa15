package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;
import uk.route2b.protocol.specimen.SharedData;

/** Payloads that real stacks write; each is read as the table beside them says and carried octet for octet. */
class OpenAdrCorpusTest {
    private static final int MOST = 4 * 1024 * 1024;
    private static final String FOLDER = "openadr-corpus/";

    /** One line of the table. */
    private record Row(String file, String message, String root, String direction, int octets) {
        static Optional<Row> read(String line) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 8 || !cells[1].strip().endsWith(".xml`")) {
                return Optional.empty();
            }
            String file = cells[1].strip().replace("`", "");
            return Optional.of(new Row(
                    file, cells[2].strip(), cells[3].strip(), cells[4].strip(), Integer.parseInt(cells[6].strip())));
        }

        Octets payload() throws IOException {
            return Octets.of(SharedData.read(FOLDER + file));
        }
    }

    private static List<Row> rows() throws IOException {
        String table = new String(SharedData.read(FOLDER + "README.md"), StandardCharsets.UTF_8);
        return table.lines().flatMap(line -> Row.read(line).stream()).toList();
    }

    @Test
    void theTableHasFortyTwoFilesOfTwentyOneMessages() throws IOException {
        assertThat(rows()).hasSize(42);
        assertThat(rows().stream()
                        .map(Row::message)
                        .filter(message -> !message.equals("-"))
                        .distinct())
                .hasSize(21);
    }

    @TestFactory
    Stream<DynamicTest> eachIsReadAsTheTableSays() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.file(), () -> check(row)));
    }

    private static void check(Row row) throws IOException, MalformedException {
        Octets payload = row.payload();
        PayloadHead head = PayloadReader.DEFAULT.read(payload);
        assertThat(payload.size()).isEqualTo(row.octets());
        assertThat(head.message().map(OpenAdrMessage::element).orElse("-")).isEqualTo(row.message());
        assertThat(head.wrapped()).isEqualTo(row.root().equals("oadrPayload"));
        assertThat(head.signed())
                .isEqualTo(row.file().contains("-signed") || row.file().contains("signature-without"));
        head.message()
                .ifPresent(message -> assertThat(
                                row.direction().equals("VEN>VTN") ? message.sentByVen() : message.sentByVtn())
                        .isTrue());
        assertThat(head.venId()).isEqualTo(firstText(payload, "venID"));
        assertThat(head.requestId()).isEqualTo(firstText(payload, "requestID"));
    }

    /** A second opinion by nothing but a regular expression. */
    private static Optional<String> firstText(Octets payload, String name) {
        String text = payload.at(0) == 0xFE ? new String(payload.toArray(), StandardCharsets.UTF_16) : payload.text();
        return Pattern.compile("<(?:\\w+:)?" + name + "(?:\\s[^>]*[^/])?>\\s*([^<\\s][^<]*)<")
                .matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .findFirst();
    }

    @TestFactory
    Stream<DynamicTest> eachIsCarriedOctetForOctet() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.file(), () -> carry(row)));
    }

    private static void carry(Row row) throws IOException, MalformedException {
        OpenAdrExchange plain = OpenAdrExchange.of(row.payload());
        OpenAdrExchange answer = new OpenAdrExchange(
                Optional.of("VEN 1"), Optional.of("EiEvent"), 463, Optional.of("text/xml"), row.payload());
        for (OpenAdrExchange exchange : List.of(plain, plain.forVen("VEN_2A"), plain.toService("OadrPoll"), answer)) {
            for (Content content : List.of(exchange.forLink(), exchange.smallest())) {
                Content received = Content.read(content.octets());
                assertThat(OpenAdrExchange.read(received, MOST)).isEqualTo(exchange);
            }
        }
        boolean utf16 = row.file().equals("avob-oadrPayload-signed.xml");
        assertThat(plain.forLink().format().plain()).isEqualTo(utf16 ? ContentFormat.EXCHANGE : ContentFormat.XML);
        assertThat(plain.forLink().format().compressed()).isEqualTo(row.octets() > 1024);
    }

    @Test
    void damagedPayloadsAreRefusedAndNeverAnythingWorse() throws IOException {
        Chance chance = new Chance(1);
        int refused = 0;
        for (Row row : rows()) {
            byte[] payload = row.payload().toArray();
            for (int round = 0; round < (payload.length > 20_000 ? 3 : 100); round++) {
                byte[] damaged = payload.clone();
                for (int count = chance.between(1, 4); count > 0; count--) {
                    damaged[chance.below(damaged.length)] = (byte) chance.below(256);
                }
                refused += isRefused(Octets.of(damaged)) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static boolean isRefused(Octets payload) {
        try {
            PayloadReader.DEFAULT.read(payload);
            return false;
        } catch (MalformedException refused) {
            return true;
        }
    }
}
