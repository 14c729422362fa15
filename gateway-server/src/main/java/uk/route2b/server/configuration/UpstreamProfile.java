package uk.route2b.server.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The stacks that are known, each a bundle of settings. Any key of a VTN's entry stands before its profile's. */
enum UpstreamProfile {
    /** Changes nothing on the way and polls for nobody. */
    GENERIC("generic", Wrap.AS_SENT, VtnIdentity.RFC9440, VtnDelivery.TRANSPARENT, 4096),
    /**
     * EPRI's VTN: wrapped, identity by headers, pushes, and thinks that a VEN is gone without a poll in five minutes.
     */
    EPRI("epri", Wrap.ALWAYS, VtnIdentity.EPRI_HEADERS, VtnDelivery.PUSH, 4096),
    /** avob: reads every wrapper as signed; Basic or a certificate for each VEN; pushes once. */
    AVOB("avob", Wrap.NEVER, VtnIdentity.BASIC, VtnDelivery.PUSH, 4096),
    /** openleadr: wrapped, pull only, at most 1 MiB. */
    OPENLEADR("openleadr", Wrap.ALWAYS, VtnIdentity.NONE, VtnDelivery.POLL_FOR_VEN, 1024),
    /** openleadr with AIT's push mode. */
    OPENLEADR_PUSH("openleadr-push", Wrap.ALWAYS, VtnIdentity.NONE, VtnDelivery.PUSH, 1024);

    private static final String PATH = "/OpenADR2/Simple/2.0b/";
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(4);
    private static final int KIB = 1024;

    private final String word;
    private final Wrap wrap;
    private final VtnIdentity identity;
    private final VtnDelivery delivery;
    private final int bodyKib;

    UpstreamProfile(String word, Wrap wrap, VtnIdentity identity, VtnDelivery delivery, int bodyKib) {
        this.word = word;
        this.wrap = wrap;
        this.identity = identity;
        this.delivery = delivery;
        this.bodyKib = bodyKib;
    }

    String word() {
        return word;
    }

    /** When the VTN is told about a push. avob pushes once and forgets; what is polled was taken already. */
    PushAnswer answer() {
        return this == AVOB || this == OPENLEADR ? PushAnswer.ON_STORE : PushAnswer.AFTER_CEM;
    }

    Upstream upstream() {
        return new Upstream(
                wrap,
                identity,
                PATH,
                delivery,
                this == OPENLEADR_PUSH ? AnswerBody.EMPTY : AnswerBody.RESPONSE,
                POLL,
                this == EPRI ? Optional.of(KEEP_ALIVE) : Optional.empty(),
                bodyKib * KIB,
                this == AVOB
                        ? new Upstream.Tls(Optional.empty(), List.of("TLSv1.2"), Optional.empty())
                        : Upstream.Tls.DEFAULT,
                List.of());
    }

    static UpstreamProfile parse(String text) {
        return Words.parse(text, values(), UpstreamProfile::word);
    }
}
