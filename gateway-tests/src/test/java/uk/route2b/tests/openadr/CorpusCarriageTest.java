package uk.route2b.tests.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.configuration.AnswerBody;
import uk.route2b.server.configuration.Encoding;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.Signature;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials;
import uk.route2b.server.vtn.AdaptedUpstream;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;

/** With signature strip and encoding transcode every file of the corpus is the same message, unsigned and in UTF-8. */
class CorpusCarriageTest {
    static List<CorpusPayload> payloads() {
        return Corpus.read();
    }

    private static Vtn vtn(Wrap wrap, Signature signature, Encoding encoding) {
        Upstream upstream = new Upstream(
                wrap,
                VtnIdentity.NONE,
                "/",
                VtnDelivery.TRANSPARENT,
                AnswerBody.RESPONSE,
                Duration.ofSeconds(10),
                Optional.empty(),
                4 * 1024 * 1024,
                Upstream.Tls.DEFAULT,
                List.of(),
                new Upstream.Carriage(signature, encoding));
        return new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:1"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                PushAnswer.AFTER_CEM,
                Optional.empty(),
                upstream,
                VtnCredentials.NONE);
    }

    /** What went up, and what came down for a VTN that answers with the same. */
    private record Carried(VtnRequest up, VtnAnswer down) {}

    private static Carried carried(Octets payload, Vtn vtn) {
        AtomicReference<VtnRequest> heard = new AtomicReference<>();
        Optional<String> type = Optional.of("application/xml; charset=UTF-16");
        VtnAnswer answer = new AdaptedUpstream(
                        request -> {
                            heard.set(request);
                            return CompletableFuture.completedFuture(new VtnAnswer(200, type, payload));
                        },
                        (of, ven) -> Optional.empty(),
                        (of, ven, frequency) -> {})
                .forward(new VtnRequest(vtn, "VEN_1", "EiEvent", type, payload))
                .toCompletableFuture()
                .join();
        return new Carried(Objects.requireNonNull(heard.get()), answer);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void passedNothingChanges(CorpusPayload payload) {
        Vtn vtn = vtn(Wrap.AS_SENT, Signature.PASS, Encoding.PASS);
        Carried carried = carried(payload.octets(), vtn);

        assertThat(carried.up().body()).isEqualTo(payload.octets());
        assertThat(carried.down().body()).isEqualTo(payload.octets());
        assertThat(AdaptedUpstream.forLink(payload.octets(), vtn)).isEqualTo(payload.octets());
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void strippedAndTranscodedItIsTheSameMessage(CorpusPayload payload) throws Exception {
        PayloadHead before = PayloadReader.DEFAULT.read(payload.octets());
        if (before.message().isEmpty()) {
            return; // a signature and nothing else: there is no message that it could be taken off
        }
        for (Wrap wrap : Wrap.values()) {
            Vtn vtn = vtn(wrap, Signature.STRIP, Encoding.TRANSCODE);
            Carried carried = carried(payload.octets(), vtn);
            for (Octets after : List.of(
                    carried.up().body(), carried.down().body(), AdaptedUpstream.forLink(payload.octets(), vtn))) {
                PayloadHead head = PayloadReader.DEFAULT.read(after);

                assertThat(head.signed()).isFalse();
                assertThat(Utf8.read(after)).doesNotContain("\u0000").doesNotContainIgnoringCase("encoding=\"utf-16");
                assertThat(MessageTree.equal(after, payload.octets())).isTrue();
                assertThat(head.venIds()).isEqualTo(before.venIds());
            }
            boolean changed = !carried.up().body().equals(payload.octets());
            assertThat(carried.up().type().isEmpty()).isEqualTo(changed);
            assertThat(PayloadReader.DEFAULT.read(carried.up().body()).wrapped())
                    .isEqualTo(wrap == Wrap.ALWAYS || (wrap == Wrap.AS_SENT && before.wrapped()));
        }
    }
}
