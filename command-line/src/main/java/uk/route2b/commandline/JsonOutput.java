package uk.route2b.commandline;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers for programs: UTF-8, indented, keys in the order of their declaration, a line end after the last octet.
 *
 * <p>Records and ordered maps come out the same in every run.
 */
public final class JsonOutput {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonOutput() {}

    /** Writes {@code answer} and a line end to {@code out}. */
    public static void write(PrintStream out, Object answer) {
        byte[] text = (text(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(text, 0, text.length);
        out.flush();
    }

    /** {@code answer} as JSON. */
    public static String text(Object answer) {
        return MAPPER.writeValueAsString(answer);
    }
}
