package uk.route2b.prove.openleadr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import uk.route2b.prove.process.Stuck;

/** Plays the story of openleadr on both ends, and checks each step by what both Python programs say. */
final class OpenleadrProof {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration AFTER_RESTART = Duration.ofMinutes(3);
    private static final String VEN = OpenleadrFiles.VEN;
    private static final int REPORTS = 3;
    /** How much earlier than asked a poll may seem to come: the VTN notes it in a task of its own. */
    private static final long NOTED_LATE_NANOS = 150_000_000L;

    private final OpenleadrWorld world;
    private final int pollSeconds;
    private final Consumer<String> out;
    private final List<String> broken = new ArrayList<>();
    private int held;

    OpenleadrProof(OpenleadrWorld world, int pollSeconds, Consumer<String> out) {
        this.world = world;
        this.pollSeconds = pollSeconds;
        this.out = out;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Whether every step held. */
    boolean run() throws InterruptedException {
        step("registration", () -> registered(SOON));
        step("report registration", () -> reportRegistered(SOON));
        step("report updates", this::reports);
        step("event to the VEN, opt answer back", () -> event("e1", SOON));
        step("cancelled event", () -> cancel("e1"));
        step("VTN restart: it knows nobody, the VEN registers anew", this::vtnRestart);
        step("VEN restart, with an event meanwhile", () -> restart(world.ven(), "e3"));
        step("gateway restart, with an event meanwhile", () -> restart(world.gateway(), "e4"));
        step("CEM restart, with an event meanwhile", () -> restart(world.cem(), "e5"));
        step("reports go on after all of it", this::reports);
        step("no poll came sooner than the VTN asked", this::pace);
        step("each event reached its handler once in each life of the VEN", this::once);
        counts();
        return broken.isEmpty();
    }

    private void step(String name, Step step) throws InterruptedException {
        try {
            step.run();
            held++;
            out.accept("held    " + name);
        } catch (Stuck failed) {
            broken.add(name);
            out.accept("BROKEN  " + name + ": " + failed.getMessage());
        }
    }

    private void registered(Duration most) throws InterruptedException {
        world.vtn()
                .await(
                        "registered " + VEN,
                        most,
                        said -> said.is("registered") && said.text("ven").equals(VEN));
        world.ven().await("registered", most, said -> said.is("registered"));
    }

    private void reportRegistered(Duration most) throws InterruptedException {
        world.vtn().await("report registered", most, said -> said.is("report-registered"));
    }

    private void reports() throws InterruptedException {
        world.vtn().mark();
        uk.route2b.prove.process.Waiting.until(
                "the VTN is given " + REPORTS + " report updates",
                AFTER_RESTART,
                () -> world.vtn().since().stream()
                                .filter(said -> said.is("report"))
                                .count()
                        >= REPORTS);
    }

    private void event(String id, Duration most) throws InterruptedException {
        world.mark();
        world.order("event", VEN, id);
        heard(id, most);
    }

    private void heard(String id, Duration most) throws InterruptedException {
        world.ven().await("event " + id, most, said -> said.is("event", id));
        Said opt = world.vtn().await("opt answer to " + id, most, said -> said.is("opt", id));
        if (!opt.text("opt").equals("optIn")) {
            throw new Stuck("the VEN said optIn and the VTN heard " + opt.text("opt"));
        }
    }

    private void cancel(String id) throws InterruptedException {
        world.mark();
        world.order("cancel", VEN, id);
        world.ven()
                .await(
                        "event " + id + " is cancelled",
                        SOON,
                        said -> said.is("event-updated", id)
                                && said.text("status").equals("cancelled"));
        world.vtn().await("answer to the cancelled " + id, SOON, said -> answers(said, id, 1));
    }

    private static boolean answers(Said said, String id, int modification) {
        return said.is("message")
                && said.line()
                        .path("answers")
                        .valueStream()
                        .anyMatch(answer -> answer.path("event").asString("").equals(id)
                                && answer.path("modification").asInt(-1) == modification);
    }

    private void vtnRestart() throws InterruptedException {
        world.mark();
        world.vtn().kill();
        world.vtn().startAgain();
        world.vtn()
                .await(
                        "registered " + VEN + " anew",
                        AFTER_RESTART,
                        said -> said.is("registered") && said.text("ven").equals(VEN));
        reportRegistered(SOON);
        event("e2", AFTER_RESTART);
    }

    /** The event is there while nobody is: the VTN has it before the other comes back. */
    private void restart(Speaker who, String id) throws InterruptedException {
        world.mark();
        who.kill();
        world.order("event", VEN, id);
        world.vtn().await("event " + id + " is added", SOON, said -> said.is("event-added", id));
        who.startAgain();
        heard(id, AFTER_RESTART);
    }

    private void pace() {
        List<Long> polls = world.vtn().all().stream()
                .filter(said -> said.is("message") && said.text("type").equals("oadrPoll"))
                .map(Said::nanos)
                .toList();
        long least = Long.MAX_VALUE;
        for (int index = 1; index < polls.size(); index++) {
            least = Math.min(least, polls.get(index) - polls.get(index - 1));
        }
        if (polls.size() < 2 || least < pollSeconds * 1_000_000_000L - NOTED_LATE_NANOS) {
            throw new Stuck(polls.size() + " polls, two of them " + least / 1_000_000 + " ms apart, asked were "
                    + pollSeconds + " s");
        }
        out.accept("        " + polls.size() + " polls, never less than " + least / 1_000_000 + " ms apart, asked are "
                + pollSeconds * 1000 + " ms");
    }

    /** openleadr itself knows an event again by its identifier, so a second call would be a second life's. */
    private void once() {
        Map<String, Long> calls = world.ven().all().stream()
                .filter(said -> said.is("event"))
                .collect(Collectors.groupingBy(said -> said.text("event"), TreeMap::new, Collectors.counting()));
        for (String id : List.of("e1", "e2", "e3", "e4", "e5")) {
            long times = calls.getOrDefault(id, 0L);
            // the VEN's one restart hands it again what its VTN still has
            if (times < 1 || times > 2) {
                throw new Stuck("event " + id + " reached the handler " + times + " times");
            }
        }
    }

    private void counts() {
        out.accept("the VTN was sent:");
        world.vtn().all().stream()
                .filter(said -> said.is("message"))
                .collect(Collectors.groupingBy(said -> said.text("type"), TreeMap::new, Collectors.counting()))
                .forEach((type, count) -> out.accept("  %-32s %d".formatted(type, count)));
        out.accept("the VEN's handlers were called: "
                + world.ven().all().stream()
                        .filter(said -> said.what().startsWith("event"))
                        .count()
                + ", report updates at the VTN's: "
                + world.vtn().all().stream().filter(said -> said.is("report")).count());
        out.accept(held + " steps held, " + broken.size() + " broken"
                + (broken.isEmpty() ? "" : ": " + String.join(", ", broken)));
    }
}
