package uk.route2b.cem;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.cem.configuration.CemConfiguration;
import uk.route2b.cem.endpoint.OpenAdrEndpoint;
import uk.route2b.cem.endpoint.Uplink;
import uk.route2b.cem.home.HttpMeter;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;

/** A running CEM: client, endpoint and meter. A program starts one; a test may start many. */
public final class Cem implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cem.class);

    private final CemConfiguration configuration;
    private final Events events = new Events();
    private final GatewayClient client;
    private final OpenAdrEndpoint endpoint;

    private Cem(
            CemConfiguration configuration, UnaryOperator<Journal> journal, UnaryOperator<GatewayClient.Builder> more)
            throws IOException {
        this.configuration = configuration;
        this.client =
                more.apply(builder(configuration, journal).listener(events)).build();
        try {
            this.endpoint =
                    OpenAdrEndpoint.open(configuration.port(), configuration.vens(), new ToGateway(), this::statusJson);
        } catch (IOException taken) {
            client.close();
            throw taken;
        }
        events.endpoint.complete(endpoint);
        client.start();
    }

    /**
     * Starts a CEM.
     *
     * @throws IOException if its state can not be opened or its port is taken
     * @throws IllegalArgumentException if the commissioning record does not hold
     */
    public static Cem start(CemConfiguration configuration) throws IOException {
        return start(configuration, UnaryOperator.identity());
    }

    /** The same with parts of the client replaced, as a test wants it: clock, random, journal. */
    public static Cem start(CemConfiguration configuration, UnaryOperator<GatewayClient.Builder> more)
            throws IOException {
        return start(configuration, UnaryOperator.identity(), more);
    }

    /**
     * The same with something put around the journal of the state folder, which is opened and locked only once.
     *
     * @param journal applied to it; the proofs watch it, or plant a fault, in between
     */
    public static Cem start(
            CemConfiguration configuration, UnaryOperator<Journal> journal, UnaryOperator<GatewayClient.Builder> more)
            throws IOException {
        return new Cem(configuration, journal, more);
    }

    private static GatewayClient.Builder builder(CemConfiguration configuration, UnaryOperator<Journal> journal)
            throws IOException {
        GatewayClient.Builder builder = GatewayClient.builder(configuration.record())
                .signer(Signer.of(configuration.key()))
                .keySource(KeySource.of(configuration.key(), configuration.chain()))
                .journal(journal.apply(Journal.inFolder(configuration.state())))
                .software("route2b-cem")
                .limits(configuration.limits());
        configuration.vens().forEach(ven -> builder.ven(ven.id()));
        configuration
                .home()
                .ifPresent(home -> builder.homeAreaNetwork(new HttpMeter(home.url(), home.meter()))
                        .readingInterval(home.reading()));
        configuration.linkConfiguration().ifPresent(builder::linkConfiguration);
        configuration.dispatchAge().ifPresent(builder::dispatchAge);
        return builder;
    }

    /** Where the VENs find it, with the port that it really has. */
    public OpenAdrEndpoint endpoint() {
        return endpoint;
    }

    public GatewayClient client() {
        return client;
    }

    private String statusJson() {
        return StatusPage.json(configuration.record().cem().toString(), client.status(), endpoint.waiting());
    }

    @Override
    public void close() {
        endpoint.close();
        client.close();
    }

    /** The way up. */
    private final class ToGateway implements Uplink {
        @Override
        public CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
            return client.send(request).toCompletableFuture();
        }

        @Override
        public void withdraw(CompletableFuture<OpenAdrAnswer> answer) {
            client.withdraw(answer);
        }

        @Override
        public LinkStatus status() {
            return client.status();
        }
    }

    /** Payloads can come before the endpoint is there: they wait for it. */
    private static final class Events implements GatewayListener {
        private final CompletableFuture<OpenAdrEndpoint> endpoint = new CompletableFuture<>();

        @Override
        public void onPayload(OpenAdrPayload payload, Runnable taken) {
            endpoint.join().add(payload, taken);
        }

        @Override
        public void onSuperseded(long number) {
            endpoint.join().superseded(number);
        }

        @Override
        public void onStatus(LinkStatus status) {
            LOG.info(
                    "link: {} {} {}",
                    status.state(),
                    status.endpoint().map(Object::toString).orElse(""),
                    status.reason());
        }
    }
}
