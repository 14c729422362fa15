package uk.route2b.pki.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file that says what is done: one line of JSON for the parameters, then one for each item. */
final class Manifest implements AutoCloseable {
    static final String FILE = "manifest.jsonl";

    /** What it is called until it says as much as the one before. */
    static final String FRESH = "manifest.jsonl.new";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final FileChannel channel;

    private Manifest(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a manifest that says {@code done} so far, in place of whatever was there. A kill leaves the old one or the
     * new one, never files of which no manifest says where they come from.
     */
    static Manifest begin(Path folder, Map<String, String> parameters, List<ManifestLine> done) throws IOException {
        Path fresh = folder.resolve(FRESH);
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        Manifest manifest = new Manifest(channel);
        manifest.put(MAPPER.writeValueAsString(parameters) + "\n");
        manifest.add(done);
        // The channel goes with the file to its new name.
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return manifest;
    }

    /** The parameters of the manifest in {@code folder}, if there is one. */
    static Optional<Map<String, String>> parameters(Path folder) throws IOException {
        List<String> lines = lines(folder);
        return lines.isEmpty() ? Optional.empty() : parse(lines.get(0), PARAMETERS);
    }

    /** What the manifest in {@code folder} says is done; a last line that was cut off is passed over. */
    static List<ManifestLine> done(Path folder) throws IOException {
        List<ManifestLine> done = new ArrayList<>();
        lines(folder).stream()
                .skip(1)
                .forEach(line ->
                        parse(line, new TypeReference<ManifestLine>() {}).ifPresent(done::add));
        return done;
    }

    /** Adds lines and makes them survive a power cut. */
    void add(List<ManifestLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(MAPPER.writeValueAsString(line)).append('\n'));
        put(text.toString());
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void put(String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    private static List<String> lines(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }

    private static <T> Optional<T> parse(String line, TypeReference<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(line, type));
        } catch (JacksonException cutOff) {
            return Optional.empty();
        }
    }
}
