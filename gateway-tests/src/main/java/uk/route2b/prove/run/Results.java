package uk.route2b.prove.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Results of all blocks, one JSON object a line, appended when a block is over; so a stopped run goes on behind it. */
public final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;

    public Results(Path folder) {
        this.file = folder.resolve("results.jsonl");
    }

    public Path file() {
        return file;
    }

    /** Appends one, durably. */
    public void append(BlockResult result) throws IOException {
        Files.writeString(
                file,
                JSON.writeValueAsString(result) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /** All whole lines; the last one may be torn by a kill of the prover. */
    public List<BlockResult> all() throws IOException {
        List<BlockResult> results = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    results.add(JSON.readValue(line, BlockResult.class));
                } catch (JacksonException torn) {
                    LOG.info("a torn line in {} is passed over", file);
                }
            }
        }
        return results;
    }
}
