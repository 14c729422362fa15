package uk.route2b.tests.openadr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadForm;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.tests.corpus.Corpus;
import uk.route2b.tests.corpus.CorpusPayload;

/** Every message of the corpus is the same message after a wrapper was put on and taken off, or off and on. */
class CorpusFormTest {
    static List<CorpusPayload> payloads() {
        return Corpus.read();
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aWrapperComesAndGoes(CorpusPayload payload) throws Exception {
        PayloadHead head = PayloadReader.DEFAULT.read(payload.octets());
        Octets wrapped = PayloadForm.wrapped(payload.octets());
        Octets bare = PayloadForm.bare(payload.octets());
        if (head.signed() || head.message().isEmpty()) {
            assertThat(bare).isEqualTo(payload.octets());
            return;
        }
        Element message = MessageTree.of(payload.octets());
        for (Octets form : List.of(wrapped, bare, PayloadForm.bare(wrapped), PayloadForm.wrapped(bare))) {
            assertThat(MessageTree.of(form).isEqualNode(message)).isTrue();
        }
        assertThat(PayloadReader.DEFAULT.read(bare).wrapped()).isFalse();
        assertThat(PayloadReader.DEFAULT.read(wrapped).venIds()).isEqualTo(head.venIds());
        assertThat(PayloadReader.DEFAULT.read(bare).venIds()).isEqualTo(head.venIds());
    }
}
