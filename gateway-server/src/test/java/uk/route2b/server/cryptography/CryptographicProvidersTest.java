package uk.route2b.server.cryptography;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.message.Ecdsa;

class CryptographicProvidersTest {
    /** Has nothing, so it fails every self-test. */
    private static final class Useless extends Provider {
        private static final long serialVersionUID = 1;

        Useless() {
            super("Useless", "1", "nothing");
        }
    }

    @Test
    void withoutCorrettoBouncyCastleVerifies() {
        assertThat(CryptographicProviders.choose().name()).startsWith("BC ");
    }

    @Test
    void whatFailsItsSelfTestIsPassedOver() {
        CryptographicProviders chosen = CryptographicProviders.choose(List.of(() -> Optional.of(new Useless())));

        assertThat(chosen.name()).isEqualTo("JDK");
        assertThat(chosen.ecdsa()).isEqualTo(Ecdsa.PLATFORM);
    }

    @Test
    void theGlobalOrderStaysAsItWas() {
        List<Provider> before = List.of(Security.getProviders());
        CryptographicProviders.choose();

        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }
}
