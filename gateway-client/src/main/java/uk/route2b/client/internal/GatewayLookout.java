package uk.route2b.client.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.GatewayLook.Dialled;
import uk.route2b.client.GatewayLook.Seen;
import uk.route2b.client.internal.files.FolderCopy;
import uk.route2b.client.internal.okhttp.OkHttpTransport;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.client.internal.session.StoredState;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;

/** Dials as the link would, without an engine. Used by one thread. */
public final class GatewayLookout {
    private static final Duration PING = Duration.ofSeconds(30);
    private static final int MESSAGE_OCTETS = 4096;

    private final CommissioningRecord record;
    private final KeySource keys;
    private final Instant now;
    private final Duration patience;

    public GatewayLookout(CommissioningRecord record, KeySource keys, Instant now, Duration patience) {
        this.record = record;
        this.keys = keys;
        this.now = now;
        this.patience = patience;
    }

    /** See {@link uk.route2b.client.GatewayLook#look}. */
    public Seen look(Path folder, Optional<LinkConfiguration> installed) throws IOException {
        Optional<StoredState> state = FolderCopy.peek(folder);
        Optional<LinkConfiguration> configuration =
                state.flatMap(StoredState::configuration).or(() -> installed);
        return new Seen(
                state.map(StoredState::summary),
                configuration,
                configuration.map(found -> dial(found, state)).orElse(List.of()));
    }

    private List<Dialled> dial(LinkConfiguration configuration, Optional<StoredState> state) {
        boolean enrolled = configuration.certificate() == CemCertificate.ENROL;
        Optional<KeySource> shown =
                enrolled ? state.flatMap(stored -> stored.enrolled(record.anchors(), now)) : Optional.empty();
        if (enrolled && shown.isEmpty()) {
            return configuration.endpoints().stream()
                    .map(endpoint -> new Dialled(
                            endpoint, "not-enrolled", "there is no certificate to show yet", Optional.empty()))
                    .toList();
        }
        return configuration.endpoints().stream()
                .map(endpoint -> dial(configuration, endpoint, shown))
                .toList();
    }

    private Dialled dial(LinkConfiguration configuration, URI endpoint, Optional<KeySource> shown) {
        GatewayCertificateRules rules = new GatewayCertificateRules(
                record.anchors(), record.dsrsp(), Set.copyOf(configuration.gateway()), configuration.issuer());
        ExecutorService threads = Threads.sockets("route2b-look");
        try (OkHttpTransport transport = new OkHttpTransport(keys, threads)) {
            Ears ears = new Ears(endpoint);
            LinkTransport.Socket socket =
                    transport.dial(new LinkTransport.Order(endpoint, rules, now, PING, MESSAGE_OCTETS, shown), ears);
            Dialled dialled = ears.hear(patience);
            socket.close(CloseCode.NORMAL, "");
            return dialled;
        }
    }

    /** Hears what became of a dial; the first thing counts. */
    private static final class Ears implements LinkTransport.Events {
        private final URI endpoint;
        private final CompletableFuture<Dialled> heard = new CompletableFuture<>();

        Ears(URI endpoint) {
            this.endpoint = endpoint;
        }

        Dialled hear(Duration patience) {
            try {
                return heard.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return failed("timeout", "no answer within " + patience.toSeconds() + " s");
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("it is completed with values only", impossible);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return failed("interrupted", "it was not waited for");
            }
        }

        private Dialled failed(String reason, String detail) {
            return new Dialled(endpoint, reason, detail, Optional.empty());
        }

        @Override
        public void opened(TlsBinding binding) {
            heard.complete(new Dialled(endpoint, "", "", Optional.of(binding.gateway())));
        }

        @Override
        public void received(Octets message, Runnable done) {
            done.run();
        }

        @Override
        public void exceeded(CloseCode how) {
            heard.complete(failed(how.word(), "more came than a link carries"));
        }

        @Override
        public void receivedText() {
            heard.complete(failed("text", "a gateway sends no text"));
        }

        @Override
        public void closed(int code, String reason) {
            heard.complete(failed("closed-" + code, reason));
        }

        @Override
        public void failed(DialFailure failure) {
            heard.complete(failed(failure.reason(), failure.detail()));
        }
    }
}
