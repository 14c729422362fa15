package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
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
    private final OkHttpClient http = new OkHttpClient();
    private final Deque<Child> children = new ConcurrentLinkedDeque<>();

    Cast(DemoFolder folder, Ports ports, Narrator narrator) {
        this.folder = folder;
        this.ports = ports;
        this.narrator = narrator;
    }

    DemoFolder folder() {
        return folder;
    }

    Ports ports() {
        return ports;
    }

    /** Runs a command that ends by itself. */
    void run(String... words) {
        narrator.command(shown(words));
        try (Child child =
                Child.start(words[0] + " " + words[1], command(words), environment(), folder.log("commands"))) {
            child.finish(COMMAND);
        }
    }

    /** Starts a program that stays, and waits until it says that it is ready. */
    String start(String name, String readyLine, String... words) {
        narrator.command(shown(words) + " &");
        Child child = Child.start(name, command(words), environment(), folder.log(name));
        children.push(child);
        String ready = Patience.await(name + " to be ready", READY, () -> child.line(readyLine));
        narrator.say(name + " runs as process " + child.pid() + ", log " + folder.shown(folder.log(name)));
        return ready;
    }

    /** Starts several programs at once, since each spends its first second on its own. */
    void startAll(String readyLine, Map<String, List<String>> wordsByName) {
        Map<String, Child> started = new LinkedHashMap<>();
        wordsByName.forEach((name, words) -> {
            narrator.command(shown(words.toArray(new String[0])) + " &");
            Child child = Child.start(name, command(words.toArray(new String[0])), environment(), folder.log(name));
            children.push(child);
            started.put(name, child);
        });
        started.forEach((name, child) -> {
            Patience.await(name + " to be ready", READY, () -> child.line(readyLine));
            narrator.say(name + " runs as process " + child.pid() + ", log " + folder.shown(folder.log(name)));
        });
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
        children.forEach(Child::close);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(folder.home().resolve("route2b").toString());
        for (String word : words) {
            command.add(word.replace("{home}", folder.home().toString()));
        }
        return command;
    }

    private static String shown(String... words) {
        return "./route2b " + String.join(" ", words).replace("{home}/", "");
    }

    private Map<String, String> environment() {
        return ports.unusual();
    }
}
