package uk.route2b.server.vtn;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.RegistrationAnswer;

/**
 * Counts how each VTN answers, and says so in the log where it is not as it should be. Safe for use by several threads.
 */
public final class VtnBook implements VtnWatch {
    private static final Logger LOG = LoggerFactory.getLogger(VtnBook.class);
    private static final int OK = 200;

    private final InstantSource clock;
    private final Map<String, Page> pages = new ConcurrentSkipListMap<>();

    public VtnBook(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void answered(VtnRequest request, VtnAnswer answer) {
        Optional<String> trouble = trouble(answer).or(() -> registrationTrouble(request, answer));
        page(request).answered(answer.status(), trouble, clock.instant(), request.ven());
        trouble.ifPresent(why -> LOG.warn(
                "VTN {} at {} answered {} to a request of VEN {} ({}); the VEN is told the same",
                request.vtn().name(),
                request.vtn().url(),
                why,
                request.ven(),
                request.service()));
    }

    @Override
    public void failed(VtnRequest request, String reason) {
        page(request).failed("no answer: " + reason, clock.instant(), request.ven());
        LOG.warn(
                "VTN {} at {} gave no answer to a request of VEN {} ({}); the VEN is told 503",
                request.vtn().name(),
                request.vtn().url(),
                request.ven(),
                reason);
    }

    private Page page(VtnRequest request) {
        return pages.computeIfAbsent(request.vtn().name(), ignored -> new Page());
    }

    private static Optional<String> trouble(VtnAnswer answer) {
        if (answer.status() != OK) {
            return Optional.of("status " + answer.status());
        }
        boolean page = answer.type().orElse("").toLowerCase(Locale.ROOT).contains("html");
        return page ? Optional.of("status 200 with a web page") : Optional.empty();
    }

    /** A registration that a VTN refuses is a matter of its settings or of ours, so the operator hears of it. */
    private static Optional<String> registrationTrouble(VtnRequest request, VtnAnswer answer) {
        return request.service().equals(OpenAdrService.REGISTER_PARTY.segment())
                ? RegistrationAnswer.read(answer.body())
                        .filter(said -> said.code() != OK)
                        .map(said -> "response code " + said.code() + " to a registration")
                : Optional.empty();
    }

    /** Every VTN that was asked, by name. */
    public List<VtnReport> reports() {
        return pages.entrySet().stream()
                .map(entry -> entry.getValue().report(entry.getKey()))
                .toList();
    }

    private static final class Page {
        private final Map<Integer, Long> answers = new TreeMap<>();
        private long failures;
        private String trouble = "";
        private String troubleAt = "";
        private String troubleVen = "";

        synchronized void answered(int status, Optional<String> wrong, Instant now, String ven) {
            answers.merge(status, 1L, Long::sum);
            wrong.ifPresent(why -> note(why, now, ven));
        }

        synchronized void failed(String why, Instant now, String ven) {
            failures++;
            note(why, now, ven);
        }

        private void note(String why, Instant now, String ven) {
            trouble = why;
            troubleAt = now.toString();
            troubleVen = ven;
        }

        synchronized VtnReport report(String name) {
            return new VtnReport(name, new TreeMap<>(answers), failures, trouble, troubleAt, troubleVen);
        }
    }
}
