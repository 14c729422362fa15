package uk.route2b.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
    private record Answer(String zebra, int ant, List<String> more) {}

    @Test
    void keysStayInTheOrderOfTheirDeclarationAndALineEndFollows() {
        TestConsole console = new TestConsole(false);
        JsonOutput.write(console.console().out(), new Answer("é", 1, List.of()));
        assertThat(console.run(0).out()).isEqualTo("{\n  \"zebra\" : \"é\",\n  \"ant\" : 1,\n  \"more\" : [ ]\n}\n");
    }
}
