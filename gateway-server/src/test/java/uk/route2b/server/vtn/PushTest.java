package uk.route2b.server.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

class PushTest {
    @Test
    void bothFormsOfAPushAddressAreRead() {
        PushAddress expected = new PushAddress("t0ken", OpenAdrService.EVENT);

        assertThat(PushAddress.parse("/push/t0ken/EiEvent")).contains(expected);
        assertThat(PushAddress.parse("/push/t0ken/OpenADR2/Simple/2.0b/EiEvent"))
                .contains(expected);
    }

    @Test
    void otherPathsAreNone() {
        assertThat(PushAddress.parse("/")).isEmpty();
        assertThat(PushAddress.parse("/push")).isEmpty();
        assertThat(PushAddress.parse("/push/t0ken")).isEmpty();
        assertThat(PushAddress.parse("/push/t0ken/eievent")).isEmpty();
        assertThat(PushAddress.parse("/push/t0ken/OpenADR2/Simple/2.0b/")).isEmpty();
        assertThat(PushAddress.parse("/pull/t0ken/EiEvent")).isEmpty();
    }

    @Test
    void theTokenIsNeverShown() {
        assertThat(new PushAddress("t0ken", OpenAdrService.EVENT)).hasToString("/push/…/EiEvent");
    }

    @Test
    void theReceiptIsAnOadrResponseInTheFormOfTheVtn() throws Exception {
        PayloadHead wrapped = PayloadReader.DEFAULT.read(PushReceipt.write("V<1>", Optional.of("r&1"), true));
        PayloadHead bare = PayloadReader.DEFAULT.read(PushReceipt.write("V<1>", Optional.of("r&1"), false));

        assertThat(wrapped)
                .isEqualTo(new PayloadHead(
                        Optional.of(OpenAdrMessage.RESPONSE), true, false, Optional.of("V<1>"), Optional.of("r&1")));
        assertThat(bare)
                .isEqualTo(new PayloadHead(
                        Optional.of(OpenAdrMessage.RESPONSE), false, false, Optional.of("V<1>"), Optional.of("r&1")));
    }
}
