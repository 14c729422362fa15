package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import okhttp3.OkHttpClient;

/** The processes of the demo, where they keep their things, and how they are reached. */
final class Cast implements AutoCloseable {
    private static final Duration COMMAND = Duration.ofSeconds(60);
    private static final Duration READY = Duration.ofSeconds(60);

    private final DemoFolder folder;
    private final Ports ports;
    private final Narrator narrator;
    private final LinkRelay relay;
    private final OkHttpClient http = new OkHttpClient();
    private final Deque<Child> children = new ConcurrentLinkedDeque<>();

    Cast(DemoFolder folder, Ports ports, Narrator narrator) {
        this.folder = folder;
        this.ports = ports;
        this.narrator = narrator;
        this.relay = LinkRelay.start(ports.of(Ports.PUBLIC_LINK), ports.of(Ports.LINK));
    }

    DemoFolder folder() {
        return folder;
    }

    Ports ports() {
        return ports;
    }

    /** Runs commands that end by themselves, all at once: each spends its first second on its own. */
    void run(Part... commands) {
        List<Child> running = new ArrayList<>();
        for (Part command : commands) {
            narrator.command(shown(command.words()));
            running.add(started(command));
        }
        for (Child child : running) {
            child.finish(COMMAND);
            children.remove(child);
        }
    }

    private Child started(Part part) {
        Child child = Child.start(part.name(), command(part.words()), environment(), folder.log(part.name()));
        children.push(child);
        folder.leftOver().note(child.handle());
        return child;
    }

    /** A program to start, and the words of its command. */
    record Part(String name, List<String> words) {
        static Part of(String name, String... words) {
            return new Part(name, List.of(words));
        }
    }

    /** Starts several programs at once, since each spends its first second on its own, and waits for all. */
    void startAll(String readyLine, Part... parts) {
        List<Child> started = new ArrayList<>();
        for (Part part : parts) {
            narrator.command(shown(part.words()) + " &");
            started.add(started(part));
        }
        started.forEach(child -> ready(child, readyLine));
    }

    private void ready(Child child, String readyLine) {
        String line = Patience.await(child.name() + " to be ready", READY, () -> child.line(readyLine));
        narrator.say(
                line.strip() + " (process " + child.pid() + ", log " + folder.shown(folder.log(child.name())) + ")");
    }

    Page page(String url) {
        children.forEach(Child::requireAlive);
        return new Page(http, url);
    }

    /** Stops every process, the last one started first, and wants each to end with 0. */
    void stopAll() {
        while (!children.isEmpty()) {
            Child child = children.pop();
            int code = child.stop();
            narrator.say(child.name() + " stopped with exit code " + code);
            if (code != 0) {
                throw new StepFailed(child.name() + " ended with exit code " + code + " instead of 0");
            }
        }
    }

    /** Ends what still runs, also when the demo itself is told to stop. */
    @Override
    public void close() {
        relay.close();
        children.forEach(Child::close);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(folder.home().resolve("route2b").toString());
        for (String word : words) {
            command.add(word.replace("{home}", folder.home().toString()));
        }
        return command;
    }

    private static String shown(List<String> words) {
        return "./route2b " + String.join(" ", words).replace("{home}/", "");
    }

    /** What lies between the CEMs and the gateway. */
    LinkRelay relay() {
        return relay;
    }

    /** What differs from the defaults of the files in config/. */
    Map<String, String> environment() {
        Map<String, String> variables = new java.util.TreeMap<>(ports.unusual());
        variables.put("ROUTE2B_LABEL_HOLD_SECONDS", "0.3");
        variables.put("ROUTE2B_READING_MILLIS", "100");
        variables.put("ROUTE2B_FALLBACK_AFTER_SECONDS", "1");
        variables.put("ROUTE2B_FALLBACK_LOOK_SECONDS", "1");
        variables.put("ROUTE2B_RETRY_MAX_SECONDS", "2");
        // Each program runs for seconds only, which the second compiler would not pay for.
        variables.put("ROUTE2B_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return variables;
    }
}
