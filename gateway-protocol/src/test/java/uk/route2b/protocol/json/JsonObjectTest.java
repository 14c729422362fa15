package uk.route2b.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Malformed.refuses;
import static uk.route2b.protocol.specimen.Malformed.refusesField;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class JsonObjectTest {
    private static JsonObject json(String text) throws MalformedException {
        return JsonObject.read(Octets.ofText(text));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "\"a\"",
                "null",
                "[]",
                "[{}]",
                "{",
                "{}}",
                "{} {}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"o\":{\"a\":1,\"a\":1}}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":+1}",
                "{/**/}",
                "\uFEFF{}",
                "{\"a\":123456789012345678901}",
                "{\"a\":\"\u0001\"}"
            })
    void whatIsNotOneStrictObjectIsRefused(String text) {
        refuses(Malformation.JSON, () -> json(text));
    }

    @Test
    void octetsThatAreNotUtf8AreRefused() {
        refuses(Malformation.TEXT, -1, () -> JsonObject.read(Octets.ofHex("7B22FF223A317D")));
    }

    @Test
    void nestingIsEightDeepAndNoDeeper() throws MalformedException {
        assertThat(json("{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}").keys()).containsExactly("a");
        refuses(Malformation.JSON, () -> json("{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}"));
        refuses(Malformation.JSON, () -> json("{\"a\":" + "[".repeat(1_000_000)));
    }

    @Test
    void aHugeNumberIsRefusedWithoutBeingComputed() {
        refuses(Malformation.JSON, () -> json("{\"a\":" + "9".repeat(1_000_000) + "}"));
        refusesField("a", () -> json("{\"a\":1e999999999}").number("a"));
        refusesField("a", () -> json("{\"a\":9223372036854775808}").number("a"));
    }

    @Test
    void aCounterIsADecimalTextUpToTwoToTheSixtyFour() throws MalformedException {
        assertThat(json("{\"c\":\"0\"}").counter("c")).isZero();
        assertThat(json("{\"c\":\"18446744073709551615\"}").counter("c")).isEqualTo(-1L);
        for (String wrong : new String[] {
            "1",
            "\"\"",
            "\"-1\"",
            "\"+1\"",
            "\"01\"",
            "\"1.0\"",
            "\" 1\"",
            "\"0x1\"",
            "null",
            "\"18446744073709551616\"",
            "\"99999999999999999999\"",
            "\"100000000000000000000\"",
            "\"١\""
        }) {
            refusesField("c", () -> json("{\"c\":" + wrong + "}").counter("c"));
        }
    }

    @Test
    void aValueOfAnotherTypeIsRefusedByItsKey() throws MalformedException {
        JsonObject json = json("{\"t\":\"x\",\"n\":1,\"f\":1.0,\"l\":[\"x\",1],\"i\":[1,-1],\"o\":{},\"z\":null}");
        refusesField("n", () -> json.text("n"));
        refusesField("t", () -> json.number("t"));
        refusesField("f", () -> json.number("f"));
        refusesField("l", () -> json.parsedList("l", String::strip));
        refusesField("i", () -> json.numbers("i", 9));
        refusesField("t", () -> json.numbers("t", 9));
        refusesField("t", () -> json.object("t"));
        refusesField("z", () -> json.object("z"));
        refusesField("absent", () -> json.text("absent"));
        refusesField("n", () -> json.parsedList("n", String::strip));
        refusesField("t", () -> json.parsed("t", Integer::valueOf));
    }

    @Test
    void smallNumbersHaveTheirRangeAndDefault() throws MalformedException {
        JsonObject json = json("{\"n\":2147483647,\"big\":2147483648,\"minus\":-1}");
        assertThat(json.smallNumber("n", 3)).isEqualTo(Integer.MAX_VALUE);
        assertThat(json.smallNumber("absent", 3)).isEqualTo(3);
        refusesField("big", () -> json.smallNumber("big", 3));
        refusesField("minus", () -> json.smallNumber("minus", 3));
        refusesField("absent", () -> json.smallNumber("absent", -1));
    }

    @Test
    void aSingleTextStandsForAListOfOne() throws MalformedException {
        assertThat(json("{\"a\":\"x\"}").parsedList("a", String::strip)).containsExactly("x");
        assertThat(json("{\"a\":[\"x\",\"y\"]}").parsedList("a", String::strip)).containsExactly("x", "y");
    }

    @Test
    void listsHaveAtMost4096Elements() throws MalformedException {
        String full = "\"x\"" + ",\"x\"".repeat(4095);
        assertThat(json("{\"a\":[" + full + "]}").parsedList("a", String::strip))
                .hasSize(4096);
        refusesField("a", () -> json("{\"a\":[" + full + ",\"x\"]}").parsedList("a", String::strip));
        refusesField("a", () -> json("{\"a\":[0" + ",0".repeat(4096) + "]}").numbers("a", 1));
    }

    @Test
    void whatIsWrittenIsCompactAndInOrder() throws MalformedException {
        Octets written = JsonText.write(JsonText.object().put("b", 1).put("a", "é"));
        assertThat(written.text()).isEqualTo("{\"b\":1,\"a\":\"é\"}");
        assertThat(JsonObject.read(written).keys()).containsExactly("b", "a");
    }
}
