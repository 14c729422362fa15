package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class HttpExchangeTest {
    private static final int MOST = 4 * 1024 * 1024;

    private static Octets octets(String lines, String body) {
        Octets head = Octets.of(lines.getBytes(StandardCharsets.ISO_8859_1));
        return new OctetWriter()
                .two(head.size())
                .put(head)
                .put(Octets.ofText(body))
                .written();
    }

    private static HttpExchange read(String lines) throws MalformedException {
        return HttpExchange.read(octets(lines, "body"));
    }

    @Test
    void linesStandInAlphabeticalOrderBeforeTheBody() throws MalformedException {
        HttpExchange exchange =
                new HttpExchange(Map.of("ven", "VEN_1", "status", "503", "x-new", "a: b"), Octets.EMPTY);
        assertThat(exchange.octets()).isEqualTo(octets("status: 503\nven: VEN_1\nx-new: a: b\n", ""));
        assertThat(HttpExchange.read(exchange.octets())).isEqualTo(exchange);
    }

    @Test
    void whatIsAbsentIsAsFormat21MeansIt() throws MalformedException {
        HttpExchange exchange = read("");
        assertThat(exchange.lines()).isEmpty();
        assertThat(exchange.status()).isEmpty();
        assertThat(exchange.ven()).isEmpty();
        assertThat(exchange.service()).isEmpty();
        assertThat(exchange.type()).isEmpty();
        assertThat(OpenAdrExchange.read(new Content(ContentFormat.EXCHANGE, octets("", "body")), MOST))
                .isEqualTo(OpenAdrExchange.of(Octets.ofText("body")));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "ven: a",
                "ven: a\nven: b\n",
                "ven: a\r\n",
                "ven: a\nstatus: 200",
                "\n",
                "ven: a\n\n",
                "\nven: a\n",
                "ven: a\n\nstatus: 200\n",
                "ven:a\n",
                "ven\n",
                ": a\n",
                "ven: \n",
                "ven:  a\n",
                "ven: a \n",
                "ven: \u00e9\n",
                "ven: a\u0000\n",
                "ven: a\tb\n",
                "Ven: a\n",
                "v\u00e9n: a\n",
                "9a: b\n",
                "authorization: Bearer x\n",
                "cookie: x\n",
                "proxy-authorization: x\n",
                "status: abc\n",
                "status: 20\n",
                "status: 2000\n",
                "status: 099\n",
                "status: 600\n",
                "status: +20\n",
                "status: -20\n"
            })
    void linesThatAreNotNameAndValueInAsciiOnceAreRefused(String lines) {
        refuses(Malformation.EXCHANGE, 2, () -> read(lines));
    }

    @Test
    void aNameHasAtMost32CharactersAndAValue1024() throws MalformedException {
        assertThat(read("n".repeat(32) + ": " + "v".repeat(1024) + "\n").lines())
                .hasSize(1);
        refuses(Malformation.EXCHANGE, 2, () -> read("n".repeat(33) + ": v\n"));
        refuses(Malformation.EXCHANGE, 2, () -> read("n: " + "v".repeat(1025) + "\n"));
    }

    @Test
    void theHeadHasAtMost4096OctetsAndIsWhole() {
        refuses(
                Malformation.TOO_LONG,
                0,
                () -> HttpExchange.read(new OctetWriter().two(4097).written()));
        refuses(
                Malformation.CUT_SHORT,
                2,
                () -> HttpExchange.read(new OctetWriter().two(4096).written()));
        refuses(Malformation.CUT_SHORT, () -> HttpExchange.read(Octets.EMPTY));
        refuses(Malformation.CUT_SHORT, () -> HttpExchange.read(Octets.ofHex("00")));
        Map<String, String> lines = new TreeMap<>();
        for (int number = 0; number < 5; number++) {
            lines.put("n" + number, "v".repeat(1000));
        }
        HttpExchange exchange = new HttpExchange(lines, Octets.EMPTY);
        assertThatThrownBy(exchange::octets).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatMayNeverTravelCannotEvenBeMade() {
        for (Map<String, String> lines : List.of(
                Map.of("authorization", "Bearer x"),
                Map.of("cookie", "x"),
                Map.of("ven", "a\nstatus: 200"),
                Map.of("ven", ""),
                Map.of("ven", "é"),
                Map.of("status", "abc"))) {
            assertThatThrownBy(() -> new HttpExchange(lines, Octets.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void xmlInUtf8OfTheOnlyVenIsFormat21AndAnythingElseFormat26() {
        Octets xml = Octets.ofText("<a/>");
        assertThat(OpenAdrExchange.of(xml).forLink()).isEqualTo(new Content(ContentFormat.XML, xml));
        assertThat(OpenAdrExchange.of(xml).forVen("V").forLink().format()).isEqualTo(ContentFormat.EXCHANGE);
        assertThat(OpenAdrExchange.of(xml).toService("EiEvent").forLink().format())
                .isEqualTo(ContentFormat.EXCHANGE);
        assertThat(OpenAdrExchange.of(Octets.EMPTY).forLink().format()).isEqualTo(ContentFormat.EXCHANGE);
        assertThat(OpenAdrExchange.of(Octets.ofHex("FEFF003C")).forLink().format())
                .isEqualTo(ContentFormat.EXCHANGE);
    }

    @Test
    void aByteOrderMarkAnEmptyBodyAndAnyTypeAreKept() throws MalformedException {
        List<OpenAdrExchange> exchanges = List.of(
                OpenAdrExchange.of(Octets.ofHex("EFBBBF3C612F3E")),
                OpenAdrExchange.of(Octets.EMPTY),
                new OpenAdrExchange(Optional.empty(), Optional.empty(), 503, Optional.empty(), Octets.EMPTY),
                new OpenAdrExchange(
                        Optional.of("VEN 1: a"),
                        Optional.of("EiReport"),
                        502,
                        Optional.of("text/html; charset=\"iso-8859-1\""),
                        new Chance(1).octets(3000)),
                OpenAdrExchange.of(new Chance(1).repetitive(3000)).forVen("VEN_2B"),
                OpenAdrExchange.of(Octets.ofText("x".repeat(1024))),
                OpenAdrExchange.of(Octets.ofText("x".repeat(1025))));
        for (OpenAdrExchange exchange : exchanges) {
            for (Content content : List.of(exchange.forLink(), exchange.smallest())) {
                assertThat(OpenAdrExchange.read(Content.read(content.octets()), MOST))
                        .isEqualTo(exchange);
            }
        }
    }

    @Test
    void aBodyThatInflatesBeyondItsLimitAndOtherFormatsAreRefused() {
        Content big = OpenAdrExchange.of(Octets.ofText("x".repeat(5000))).smallest();
        refuses(Malformation.INFLATED_TOO_LONG, -1, () -> OpenAdrExchange.read(big, 4999));
        for (ContentFormat format : List.of(ContentFormat.JSON, ContentFormat.DER, ContentFormat.RECEIPT)) {
            refuses(Malformation.FORMAT, 0, () -> OpenAdrExchange.read(new Content(format, Octets.EMPTY), MOST));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void randomHeadsAreRefusedOrComeBackTheSame(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        String characters = "avens :\n-9\r\u00e9";
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder lines = new StringBuilder();
            for (int count = chance.below(8); count > 0; count--) {
                lines.append(characters.charAt(chance.below(characters.length())));
            }
            lines.append(chance.once(2) ? "\n" : "a: b\n");
            Octets octets = octets(lines.toString(), "body");
            Optional<HttpExchange> exchange = readIfPossible(octets);
            if (exchange.isPresent()) {
                read++;
                assertThat(HttpExchange.read(exchange.get().octets())).isEqualTo(exchange.get());
                assertThat(exchange.get().octets().size()).isEqualTo(octets.size());
            }
        }
        assertThat(read).isPositive();
    }

    private static Optional<HttpExchange> readIfPossible(Octets octets) {
        try {
            return Optional.of(HttpExchange.read(octets));
        } catch (MalformedException refused) {
            return Optional.empty();
        }
    }
}
