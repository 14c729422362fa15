package uk.route2b.simulator.events;

import java.io.PrintStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes each event as one line of JSON. */
public final class JsonLines implements Events {
    private final JsonMapper mapper = JsonMapper.shared();
    private final PrintStream out;

    /** Writes to {@code out}. */
    public JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void tell(Event event) {
        out.println(mapper.writeValueAsString(event.fields()));
    }
}
