package uk.route2b.simulator.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.LogEntry;
import uk.route2b.simulator.schedule.ManualSchedule;

class PushLineTest {
    private static final long RETRY = 100;

    private final ManualSchedule time = new ManualSchedule();
    private final ExchangeLog log = new ExchangeLog(time);
    private final VenAccount account =
            new VenAccount(VenEntry.pushed("VEN_1", URI.create("http://127.0.0.1:1/push/token")));
    private final Distributor distributor = new Distributor("TH_VTN", () -> Instant.EPOCH);
    private final List<CompletableFuture<Integer>> posts = new ArrayList<>();
    private final List<URI> urls = new ArrayList<>();
    private final PushLine line =
            new PushLine(account, account.entry().pushUrl().orElseThrow(), distributor, this::post, time, log, RETRY);

    private CompletableFuture<Integer> post(URI url, Object body) {
        urls.add(url);
        posts.add(new CompletableFuture<>());
        return posts.get(posts.size() - 1);
    }

    private void distribute(String requestId) {
        account.distribute(requestId);
        line.go();
    }

    private void answered(int index, int status) {
        posts.get(index).complete(status);
        time.pass(0);
    }

    private List<String> pushed() {
        return log.entries().stream()
                .map(entry -> entry.requestID() + " " + entry.httpStatus())
                .toList();
    }

    @Test
    void aPushGoesBelowTheRootAddressAndCountsWhenItIs200() {
        distribute("d-1");
        answered(0, 200);
        assertThat(urls).containsExactly(URI.create("http://127.0.0.1:1/push/token/OpenADR2/Simple/2.0b/EiEvent"));
        assertThat(account.isPending("d-1")).isFalse();
        assertThat(pushed()).containsExactly("d-1 200");
    }

    @Test
    void anyOtherStatusAndNoAnswerAreTriedAgainLaterAndLater() {
        distribute("d-1");
        answered(0, 204);
        time.pass(RETRY);
        posts.get(1).completeExceptionally(new IOException("refused"));
        time.pass(2 * RETRY - 1);
        assertThat(posts).hasSize(2);
        time.pass(1);
        answered(2, 200);
        assertThat(pushed()).containsExactly("d-1 204", "d-1 0", "d-1 200");
    }

    @Test
    void afterFiveFailuresTheEventWaitsForThePoll() {
        distribute("d-1");
        for (int attempt = 0; attempt < PushLine.ATTEMPTS; attempt++) {
            assertThat(account.takeDistribution()).isEmpty();
            answered(attempt, 503);
            time.pass(RETRY << attempt);
        }
        time.pass(1_000_000);
        assertThat(posts).hasSize(PushLine.ATTEMPTS);
        assertThat(account.takeDistribution()).contains(new Pending("d-1", true));
    }

    @Test
    void aNewerListWaitsForTheOneUnderWayAndThenGoesAtOnce() {
        distribute("d-1");
        distribute("d-2");
        assertThat(posts).hasSize(1);
        answered(0, 503);
        answered(1, 200);
        time.pass(1_000_000);
        assertThat(pushed()).containsExactly("d-1 503", "d-2 200");
        assertThat(log.entries()).extracting(LogEntry::ven).containsOnly("VEN_1");
    }

    @Test
    void aNewerListDoesNotWaitForTheRepetitionOfAnOlderOne() {
        distribute("d-1");
        answered(0, 503);
        distribute("d-2");
        answered(1, 200);
        time.pass(1_000_000);
        assertThat(pushed()).containsExactly("d-1 503", "d-2 200");
    }
}
