package uk.route2b.server.vtn.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.schema.SchemaCheck;
import uk.route2b.server.checks.schema.SmallSchema;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.vtn.VtnAnswer;

/** Never faster than asked, nothing lost between the VTN's answer and the outbox, and patient with both. */
class VenPollTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bench bench = new Bench();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private boolean mayPoll = true;
    private final VenPoll poll = start();

    private record Asked(OpenAdrMessage message, Instant at, CompletableFuture<VtnAnswer> answer) {
        void with(String element, String inner) {
            answer.complete(
                    new VtnAnswer(200, Optional.empty(), Octets.ofText(OpenAdrXml.document(element, inner, true))));
        }

        void nothing() {
            with("oadrResponse", OpenAdrXml.response(200, "OK", ""));
        }
    }

    private VenPoll start() {
        Upstream generic = Upstream.generic();
        Upstream upstream = new Upstream(
                generic.wrap(),
                generic.identity(),
                generic.path(),
                VtnDelivery.POLL_FOR_VEN,
                generic.answerBody(),
                Duration.ofSeconds(10),
                Optional.empty(),
                generic.bodyOctets(),
                generic.tls(),
                List.of());
        Vtn vtn = new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:1"),
                SECOND,
                SECOND,
                8,
                PushAnswer.AFTER_CEM,
                Optional.empty(),
                upstream,
                VtnCredentials.NONE);
        VenPoll made = new VenPoll(
                Bench.KEY,
                bench.counterpart().cem(),
                new Ven("VEN_1", vtn, Optional.empty()),
                new VenPolls.Needs(
                        request -> {
                            CompletableFuture<VtnAnswer> answer = new CompletableFuture<>();
                            asked.add(new Asked(message(request.body()), bench.timers.instant(), answer));
                            return answer;
                        },
                        bench.outbox,
                        bench.timers,
                        new Random(1),
                        key -> mayPoll));
        made.begin(Duration.ZERO);
        bench.timers.pass(Duration.ZERO);
        return made;
    }

    private static OpenAdrMessage message(Octets body) {
        try {
            return PayloadReader.DEFAULT.read(body).message().orElseThrow();
        } catch (uk.route2b.protocol.octets.MalformedException own) {
            throw new AssertionError(own);
        }
    }

    private Asked next(OpenAdrMessage message) {
        Asked found = asked.remove();
        assertThat(found.message()).isEqualTo(message);
        assertThat(asked).isEmpty();
        return found;
    }

    private static String frequency(String duration) {
        return OpenAdrXml.response(200, "OK", "")
                + "<ei:vtnID>v</ei:vtnID><oadr:oadrRequestedOadrPollFreq><duration xmlns=\"urn:ietf:params:xml:ns:icalendar-2.0\">"
                + duration + "</duration></oadr:oadrRequestedOadrPollFreq>";
    }

    private void polling(String duration) {
        next(OpenAdrMessage.QUERY_REGISTRATION).with("oadrCreatedPartyRegistration", frequency(duration));
        bench.timers.pass(Duration.ZERO);
        next(OpenAdrMessage.REQUEST_EVENT).nothing();
    }

    private List<PayloadRecord> queued() {
        return bench.store.unsent(Bench.KEY, 10);
    }

    @Test
    void itAsksHowOftenThenForAllEventsThenPollsAtThatPace() {
        polling("PT30S");
        bench.timers.pass(Duration.ofSeconds(29));
        assertThat(asked).isEmpty();
        bench.timers.pass(SECOND);
        Asked first = next(OpenAdrMessage.POLL);
        bench.timers.pass(Duration.ofSeconds(5));
        first.nothing();
        bench.timers.pass(Duration.ofSeconds(30));
        Asked second = next(OpenAdrMessage.POLL);

        assertThat(Duration.between(first.at(), second.at())).isEqualTo(Duration.ofSeconds(35));
        assertThat(poll.report().everySeconds()).isEqualTo(30);
    }

    @Test
    void whatAPollBringsIsInTheOutboxBeforeTheNextQuestion() {
        polling("PT10S");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).with("oadrDistributeEvent", "<pyld:requestID>r</pyld:requestID>");

        assertThat(queued()).hasSize(1);
        assertThat(queued().get(0).facts().kind()).isEqualTo("oadrDistributeEvent");
        assertThat(poll.report().stored()).isEqualTo(1);
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).nothing();
    }

    /** It has gone to the wrong VEN at the VTN; nobody is helped if it goes to the wrong home. */
    @Test
    void whatNamesAnotherVenIsNotTakenAndPollingGoesOn() {
        polling("PT10S");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).with("oadrCancelReport", OpenAdrXml.venId("VEN_2"));

        assertThat(queued()).isEmpty();
        assertThat(poll.report().reason()).isEqualTo("ven-mismatch");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).with("oadrCancelReport", OpenAdrXml.venId("VEN_1"));
        assertThat(queued()).hasSize(1);
    }

    /** The VTN has dropped it with its answer; the report says why nothing came. */
    @Test
    void whatBreaksTheSchemaIsNotTakenAndPollingGoesOn(@TempDir Path folder) throws Exception {
        SchemaCheck schema = SchemaCheck.read(SmallSchema.in(folder), true);
        bench.checking(new Checks(Audit.NONE, Optional.empty(), Optional.empty(), Optional.of(schema)))
                .restart();
        asked.clear();
        VenPoll checked = start();
        polling("PT10S");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).with("oadrCancelReport", "");

        assertThat(queued()).isEmpty();
        assertThat(checked.report().reason()).isEqualTo("schema");
        assertThat(checked.report().stored()).isZero();
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).nothing();
    }

    @Test
    void afterAFailureItGoesSlowerAndAsksForAllEvents() {
        polling("PT10S");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).answer().complete(VtnAnswer.UNAVAILABLE);
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.REQUEST_EVENT).answer().complete(VtnAnswer.UNAVAILABLE);
        bench.timers.pass(Duration.ofSeconds(19));
        assertThat(asked).isEmpty();
        assertThat(poll.report().failures()).isEqualTo(2);
        bench.timers.pass(SECOND);
        next(OpenAdrMessage.REQUEST_EVENT).nothing();
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL);

        assertThat(poll.report().failures()).isZero();
    }

    @Test
    void aVenThatTheVtnDoesNotKnowIsToldOnceAndPolledAgainWhenItHasRegistered() {
        polling("PT10S");
        bench.timers.pass(Duration.ofSeconds(10));
        next(OpenAdrMessage.POLL).with("oadrRequestReregistration", OpenAdrXml.venId("VEN_1"));
        bench.timers.pass(Duration.ofSeconds(59));
        assertThat(asked).isEmpty();
        assertThat(poll.report().state()).isEqualTo("unregistered");
        poll.registered(Optional.of(Duration.ofSeconds(20)));
        bench.timers.pass(Duration.ofSeconds(20));
        next(OpenAdrMessage.POLL);

        assertThat(queued()).hasSize(1);
    }

    @Test
    void aNodeWithoutTheLinkDoesNotPoll() {
        polling("PT10S");
        mayPoll = false;
        bench.timers.pass(Duration.ofSeconds(60));
        assertThat(asked).isEmpty();
        assertThat(poll.report().state()).isEqualTo("waiting");
        mayPoll = true;
        bench.timers.pass(Duration.ofSeconds(10));

        next(OpenAdrMessage.REQUEST_EVENT);
    }

    @Test
    void afterTheStopNothingIsAsked() {
        polling("PT10S");
        poll.stop();
        bench.timers.pass(Duration.ofHours(1));

        assertThat(asked).isEmpty();
    }
}
