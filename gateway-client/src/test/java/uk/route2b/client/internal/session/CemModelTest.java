package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.Step;
import uk.route2b.client.testing.DyingJournal;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/**
 * A CEM that dies at every step and every commit, before it and after it, in runs drawn from a seed; a model of what it
 * promised looks on.
 */
class CemModelTest {
    /** A third of them in an ordinary build; all with {@code -Droute2b.tests=whole}, as .ci/run has it. */
    private static final int RUNS = System.getProperty("route2b.tests", "").equals("whole") ? 60 : 20;

    private static final int MOVES = 80;

    /** One run. */
    private static final class World {
        private final long seed;
        private final Random random;
        private final EngineBench bench = new EngineBench();
        private final DyingJournal journal = new DyingJournal(bench.journal);
        private final Map<Long, SignedMessage> unanswered = new TreeMap<>(Long::compareUnsigned);
        private final Map<Long, String> pushed = new HashMap<>();
        private final Set<String> lists = new HashSet<>();
        private final Set<String> acknowledged = new HashSet<>();
        private final Map<String, Long> counterOfPush = new HashMap<>();
        private final Set<String> handed = new HashSet<>();
        private final Set<String> done = new HashSet<>();
        private final Map<Long, Octets> answersSeen = new HashMap<>();
        private final Map<Long, Octets> requestsSeen = new HashMap<>();
        private final Map<String, Integer> accepted = new HashMap<>();
        private final Map<Long, Octets> answersGiven = new HashMap<>();
        private final Map<String, CompletableFuture<OpenAdrAnswer>> asked = new HashMap<>();
        private final Set<String> carried = new HashSet<>();
        private int looked;
        private int numbers;
        int deaths;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            bench.journal(journal).steps(this::step);
            live();
        }

        private void step(Step step) {
            journal.step(step);
        }

        private void live() {
            bench.time.clear();
            journal.revive();
            bench.listener.newLife();
            bench.start();
            lookAtPayloads();
        }

        private boolean isDead() {
            if (!journal.isDead()) {
                return false;
            }
            deaths++;
            return true;
        }

        /** Something happens; then the CEM may be found dead, and lives again. */
        void move(boolean mayDie) {
            if (mayDie && random.nextInt(3) == 0) {
                journal.dieAfter(random.nextInt(6), random.nextBoolean());
            }
            switch (random.nextInt(7)) {
                case 0, 1 -> push();
                case 2, 3 -> ask();
                case 4 -> take();
                case 5 -> drop();
                default -> bench.time.pass(Duration.ofSeconds(1));
            }
            lookAtWire();
            lookAtPayloads();
            linkUp();
            if (isDead()) {
                lookAtWire();
                live();
                linkUp();
            }
        }

        private String name(String kind) {
            return kind + "-" + ++numbers + ".";
        }

        private void push() {
            boolean events = random.nextBoolean();
            String name = name(events ? "list" : "report");
            if (!bench.gateway.window().isOpen()) {
                return;
            }
            SignedMessage message = bench.gateway.push(events ? Payloads.events(name) : Payloads.createReport(name));
            long counter = message.header().counter();
            pushed.put(counter, name);
            counterOfPush.put(name, counter);
            if (events) {
                lists.add(name);
            }
            unanswered.put(counter, message);
            if (bench.status().isOpen()) {
                bench.push(message);
            }
        }

        private void ask() {
            if (bench.status().isOpen()) {
                String name = name("ask");
                asked.put(name, bench.send(name));
            }
        }

        /** The VEN takes the oldest that this life handed over. */
        private void take() {
            for (int index = looked - 1; index >= 0; index--) {
                if (bench.listener.isOfThisLife(index)) {
                    OpenAdrPayload payload = bench.listener.payloads().get(index);
                    boolean kept = bench.journal.names().contains(InboxEntry.body(payload.number()));
                    String name = kept ? name(payload) : "";
                    bench.listener.take(index);
                    bench.time.settle();
                    if (kept && !bench.journal.names().contains(InboxEntry.body(payload.number()))) {
                        done.add(name);
                    }
                    return;
                }
            }
        }

        private void drop() {
            if (bench.status().isOpen()) {
                bench.transport.last().events().closed(1001, "");
                bench.time.settle();
            }
        }

        private void linkUp() {
            for (int tries = 0; tries < 40 && !bench.status().isOpen() && !journal.isDead(); tries++) {
                int dials = bench.transport.dials();
                bench.time.pass(Duration.ofSeconds(3));
                if (bench.transport.dials() > dials || tries == 0) {
                    greet();
                }
            }
            lookAtWire();
            lookAtPayloads();
        }

        private void greet() {
            bench.gateway.upgraded(bench.identities.binding());
            bench.gateway.at(bench.time.wall().toEpochMilli());
            bench.transport.last().take();
            bench.transport.last().events().opened(bench.identities.binding());
            bench.time.settle();
            List<Octets> hello = bench.transport.last().take();
            if (hello.isEmpty()) {
                return;
            }
            LinkReaction reaction = bench.gateway.receive(hello.get(0));
            if (reaction instanceof LinkReaction.Greet greet) {
                bench.deliver(bench.gateway.welcome(greet));
                for (SignedMessage again : List.copyOf(unanswered.values())) {
                    if (!journal.isDead()) {
                        bench.push(again);
                    }
                    lookAtWire();
                }
            }
        }

        /** The gateway takes what came, and answers. */
        private void lookAtWire() {
            for (boolean more = true; more; ) {
                List<Octets> news = bench.transport.last().take();
                more = !news.isEmpty();
                news.forEach(this::came);
            }
        }

        private void came(Octets octets) {
            SignedMessage message = TestGateway.read(octets);
            long counter = message.header().counter();
            LinkReaction reaction = bench.gateway.receive(octets);
            if (reaction instanceof LinkReaction.Accept) {
                requestCame(message, octets);
            } else if (reaction instanceof LinkReaction.Await || reaction instanceof LinkReaction.AnswerAgain) {
                assertThat(octets)
                        .as("seed %d: sent again with other octets", seed)
                        .isEqualTo(requestsSeen.get(counter));
                deliver(Objects.requireNonNull(answersGiven.get(counter)));
            } else if (pushed.containsKey(counter)) {
                receiptCame(message, octets);
            }
        }

        private void requestCame(SignedMessage message, Octets octets) {
            long counter = message.header().counter();
            assertThat(requestsSeen.put(counter, octets))
                    .as("seed %d: a counter was used twice", seed)
                    .isNull();
            String text = message.content().text();
            String name = text.substring(text.indexOf("ask-"), text.indexOf('.', text.indexOf("ask-")) + 1);
            accepted.merge(name, 1, Integer::sum);
            boolean carries = random.nextInt(3) == 0;
            String answer = carries ? name("report") : "ok";
            if (carries) {
                carried.add(answer);
            }
            OpenAdrExchange exchange =
                    carries ? Payloads.createReport(answer) : OpenAdrExchange.of(Payloads.of("oadrResponse", name));
            Octets signed = bench.gateway.answer(message, exchange);
            answersGiven.put(counter, signed);
            deliver(signed);
        }

        private void deliver(Octets message) {
            if (bench.status().isOpen() && !journal.isDead() && random.nextInt(5) > 0) {
                bench.deliver(message);
            }
        }

        private void receiptCame(SignedMessage message, Octets octets) {
            long counter = message.header().counter();
            Octets before = answersSeen.putIfAbsent(counter, octets);
            assertThat(before == null || before.equals(octets))
                    .as("seed %d: two different answers to one message", seed)
                    .isTrue();
            unanswered.remove(counter);
            try {
                Receipt receipt = Receipt.read(uk.route2b.protocol.message.Content.read(message.content())
                        .body());
                if (receipt.status() == ReceiptStatus.STORED) {
                    acknowledged.add(pushed.get(counter));
                }
            } catch (uk.route2b.protocol.octets.MalformedException broken) {
                throw new AssertionError(broken);
            }
        }

        private void lookAtPayloads() {
            List<OpenAdrPayload> payloads = bench.listener.payloads();
            for (; looked < payloads.size(); looked++) {
                if (bench.listener.isOfThisLife(looked)) {
                    try {
                        note(payloads.get(looked));
                    } catch (java.io.UncheckedIOException superseded) {
                        assertThat(bench.listener.superseded())
                                .contains(payloads.get(looked).number());
                    }
                }
            }
        }

        private void note(OpenAdrPayload payload) {
            String name = name(payload);
            assertThat(done)
                    .as("seed %d: handed over again after it was done", seed)
                    .doesNotContain(name);
            handed.add(name);
        }

        private static String name(OpenAdrPayload payload) {
            String text = payload.body().text();
            int begin = text.indexOf("<requestID>") + 11;
            return text.substring(begin, text.indexOf("</requestID>"));
        }

        /** No more deaths; everything comes to rest, and every promise has to be kept. */
        void settle() {
            journal.wellForGood();
            for (int round = 0; round < 200; round++) {
                linkUp();
                drop();
                linkUp();
                if (unanswered.isEmpty() && bench.status().counters().unanswered() == 0) {
                    break;
                }
            }
            assertThat(unanswered).as("seed %d: never answered", seed).isEmpty();
            assertThat(bench.status().counters().unanswered())
                    .as("seed %d: never settled", seed)
                    .isZero();
            live();
            linkUp();
            accepted.forEach((name, times) -> assertThat(times)
                    .as("seed %d: %s took effect again", seed, name)
                    .isEqualTo(1));
            for (String name : acknowledged) {
                assertThat(handed.contains(name) || isReplaced(name))
                        .as("seed %d: %s was acknowledged and is lost", seed, name)
                        .isTrue();
            }
            for (String name : carried) {
                assertThat(handed.contains(name) || wasTold(name))
                        .as("seed %d: %s came in an answer and is lost", seed, name)
                        .isTrue();
            }
        }

        private boolean isReplaced(String name) {
            return lists.contains(name)
                    && lists.stream()
                            .anyMatch(other -> acknowledged.contains(other)
                                    && Long.compareUnsigned(
                                                    counterOfPush.getOrDefault(other, 0L),
                                                    counterOfPush.getOrDefault(name, 0L))
                                            > 0);
        }

        private boolean wasTold(String name) {
            return asked.values().stream()
                    .filter(answer -> answer.isDone() && !answer.isCompletedExceptionally())
                    .anyMatch(answer -> answer.join() instanceof OpenAdrAnswer.Answered answered
                            && answered.body().text().contains(name));
        }
    }

    @Test
    void whateverStepItDiesAtNothingIsLostAndNothingHappensTwice() {
        int deaths = 0;
        long first = Long.getLong("route2b.seed", 1);
        for (long seed = first; seed < first + RUNS; seed++) {
            World world = new World(seed);
            for (int move = 0; move < MOVES; move++) {
                world.move(true);
            }
            world.settle();
            deaths += world.deaths;
        }
        assertThat(deaths).as("deaths in %d runs", RUNS).isGreaterThan(RUNS * 5);
    }

    /** The model can fail: a journal that says "durable" and keeps nothing loses what was acknowledged. */
    @Test
    void aJournalThatOnlySaysThatItIsDurableIsFound() {
        List<Throwable> found = new ArrayList<>();
        for (long seed = 1; seed <= 20 && found.isEmpty(); seed++) {
            try {
                World world = new World(seed);
                world.journal.forgetful();
                for (int move = 0; move < MOVES; move++) {
                    world.move(true);
                }
                world.settle();
            } catch (AssertionError | RuntimeException broken) {
                found.add(broken);
            }
        }
        assertThat(found).isNotEmpty();
    }
}
