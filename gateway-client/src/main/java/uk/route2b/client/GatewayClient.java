package uk.route2b.client;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.internal.GatewayClientParts;
import uk.route2b.client.spi.Clock;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.StepObserver;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.configuration.LinkConfiguration;

/**
 * The CEM's end of route 2b. Safe for use by several threads; none of its methods blocks on the network.
 *
 * <p>It has threads of its own, all daemons: one for the engine, one for the listener, some for sockets, one for the
 * meter.
 */
public final class GatewayClient implements AutoCloseable {
    private final GatewayClientParts parts;

    private GatewayClient(GatewayClientParts parts) {
        this.parts = parts;
    }

    /** Begins a client for what {@code record} says. */
    public static Builder builder(CommissioningRecord record) {
        return new Builder(record);
    }

    /** Begins to read labels and to dial. A second call does nothing. */
    public void start() {
        parts.start();
    }

    /**
     * Sends a message of a VEN to its VTN.
     *
     * <p>It is signed and stored before it leaves, so an answer may also come after a restart, when nobody waits any
     * more. Cancelling the future says that nobody waits: a later answer that holds a request of the VTN is then handed
     * to {@link GatewayListener#onPayload} like a push. One that comes in time is kept too until
     * {@link OpenAdrAnswer.Answered#handover} says that the VEN has it. On {@link #close} the futures of unanswered
     * messages are cancelled.
     *
     * @return the answer, some time; it is completed on a thread of the client
     */
    public CompletionStage<OpenAdrAnswer> send(OpenAdrRequest request) {
        return parts.send(request);
    }

    /**
     * Takes a request back if it has not been signed yet: {@code answer} is then completed with
     * {@link OpenAdrAnswer.NotSent}, {@code withdrawn}. What is signed is on its way, and nothing happens to it.
     *
     * @param answer what {@link #send} returned
     */
    public void withdraw(CompletionStage<OpenAdrAnswer> answer) {
        parts.withdraw(answer.toCompletableFuture());
    }

    /** Where the link stands. */
    public LinkStatus status() {
        return parts.status();
    }

    /**
     * An operator has looked at the device's clock and found it right: signing goes on after it was stopped with the
     * reason {@code clock}.
     */
    public void acceptClock() {
        parts.acceptClock();
    }

    /** Closes the link and the journal, and waits some seconds at most. A second call does nothing. */
    @Override
    public void close() {
        parts.close();
    }

    /** Collects the parts of a client. */
    public static final class Builder {
        private final CommissioningRecord record;
        private @Nullable Signer signer;
        private @Nullable KeySource keySource;
        private @Nullable Journal journal;
        private @Nullable HomeAreaNetwork homeAreaNetwork;
        private @Nullable LinkConfiguration linkConfiguration;
        private @Nullable Duration dispatchAge;
        private Duration readingInterval = Duration.ofSeconds(5);
        private GatewayListener listener = GatewayListener.NONE;
        private Clock clock = Clock.SYSTEM;
        private RandomGenerator random = new SecureRandom();
        private ClientLimits limits = ClientLimits.DEFAULT;
        private String software = "route2b-client";
        private StepObserver steps = StepObserver.NONE;
        private final Set<String> vens = new LinkedHashSet<>();

        private Builder(CommissioningRecord record) {
            this.record = record;
        }

        /** Signs messages; required. */
        public Builder signer(Signer part) {
            signer = part;
            return this;
        }

        /** Shows the CEM's certificate on TLS; required. */
        public Builder keySource(KeySource part) {
            keySource = part;
            return this;
        }

        /** Keeps the state; required. It is closed with the client. */
        public Builder journal(Journal part) {
            journal = part;
            return this;
        }

        /** The meter, for route 2a; without it a link configuration has to be installed. */
        public Builder homeAreaNetwork(HomeAreaNetwork part) {
            homeAreaNetwork = part;
            return this;
        }

        /** How often the labels are read; 5 s unless said otherwise. */
        public Builder readingInterval(Duration interval) {
            readingInterval = interval;
            return this;
        }

        /** A link configuration that an installer enters by hand; used only while none has ever been taken up. */
        public Builder linkConfiguration(LinkConfiguration installed) {
            linkConfiguration = installed;
            return this;
        }

        public Builder listener(GatewayListener part) {
            listener = part;
            return this;
        }

        /** A VEN behind this CEM; call again for each further one. Without any, payloads for every VEN are taken. */
        public Builder ven(String name) {
            vens.add(name);
            return this;
        }

        /** Refuse a list of events that is older than this, once the time is trusted. */
        public Builder dispatchAge(Duration age) {
            dispatchAge = age;
            return this;
        }

        public Builder clock(Clock part) {
            clock = part;
            return this;
        }

        /** For the jitter of reconnecting. */
        public Builder random(RandomGenerator part) {
            random = part;
            return this;
        }

        public Builder limits(ClientLimits part) {
            limits = part;
            return this;
        }

        /** Name and version of the program around the client, for the gateway's operator. */
        public Builder software(String nameAndVersion) {
            software = nameAndVersion;
            return this;
        }

        /** Told of each step as it is reached; nobody unless a proof wants to stop there. */
        public Builder steps(StepObserver part) {
            steps = part;
            return this;
        }

        /**
         * Opens the state.
         *
         * @throws NullPointerException naming a required part that is missing
         * @throws IllegalArgumentException if {@link CommissioningCheck} finds something wrong, dates apart: the device
         *     may not know the time yet
         * @throws IOException if the journal can not be read, or its state is another CEM's
         */
        public GatewayClient build() throws IOException {
            KeySource keys = Objects.requireNonNull(keySource, "a client needs a key source");
            Clock clocks = clock;
            requireCommissioned(keys, clocks.wall());
            return new GatewayClient(new GatewayClientParts(
                    record,
                    Objects.requireNonNull(signer, "a client needs a signer"),
                    keys,
                    Objects.requireNonNull(journal, "a client needs a journal"),
                    Optional.ofNullable(homeAreaNetwork),
                    readingInterval,
                    Optional.ofNullable(linkConfiguration),
                    Optional.ofNullable(dispatchAge),
                    listener,
                    clocks,
                    random,
                    limits,
                    software,
                    vens,
                    steps));
        }

        private void requireCommissioned(KeySource keys, Instant now) {
            List<CommissioningFinding> findings = CommissioningCheck.check(record, keys.chain(), now).stream()
                    .filter(finding -> !isDate(finding.reason()))
                    .toList();
            if (!findings.isEmpty()) {
                throw new IllegalArgumentException("the commissioning record does not hold: " + findings);
            }
        }

        private static boolean isDate(String reason) {
            return reason.equals(CertificateRefusal.EXPIRED.code())
                    || reason.equals(CertificateRefusal.NOT_YET_VALID.code());
        }
    }
}
