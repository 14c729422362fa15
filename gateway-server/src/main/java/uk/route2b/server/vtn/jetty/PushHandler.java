package uk.route2b.server.vtn.jetty;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.configuration.ServerConfiguration.Push;
import uk.route2b.server.delivery.Outbox;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Register.VenAddress;
import uk.route2b.server.schedule.SleepWatch;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.AdaptedUpstream;
import uk.route2b.server.vtn.PushAddress;
import uk.route2b.server.vtn.PushFacts;
import uk.route2b.server.vtn.PushTokens;
import uk.route2b.server.vtn.PushedPayload;
import uk.route2b.server.vtn.VenBinding;

/** Takes one push: who is meant, how long it is, what it is, and then to the CEM. Nothing here blocks. */
final class PushHandler extends Handler.Abstract.NonBlocking {
    private static final Duration STORE_LATE = Duration.ofSeconds(2);

    /** Octets of all bodies that are being read; at least two of the largest. */
    private static final int READING_OCTETS = 64 * 1024 * 1024;

    private static final int PERMIT_OCTETS = 1024;

    private final Push settings;
    private final Register register;
    private final PushTokens tokens;
    private final Outbox outbox;
    private final Timers timers;
    private final SleepWatch sleep;
    private final Semaphore room;
    private final Semaphore reading;
    private final Set<PushExchange> open = ConcurrentHashMap.newKeySet();

    /** @param requestsMost how many pushes may be under way */
    PushHandler(
            Push settings,
            Register register,
            PushTokens tokens,
            Outbox outbox,
            Timers timers,
            SleepWatch sleep,
            int requestsMost) {
        this.tokens = tokens;
        this.settings = settings;
        this.register = register;
        this.outbox = outbox;
        this.timers = timers;
        this.sleep = sleep;
        this.room = new Semaphore(requestsMost);
        this.reading = new Semaphore(Math.max(READING_OCTETS, 2 * settings.bodyOctets()) / PERMIT_OCTETS + 2);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        PushExchange exchange = new PushExchange(response, Callback.from(callback, () -> room.release()), sleep);
        if (!room.tryAcquire()) {
            new PushExchange(response, callback, sleep).later("busy");
            return true;
        }
        if (sleep.isWaking()) {
            // Its VTN may have given up and pushed it to another node, which told it; a living one comes again.
            exchange.later("waking");
            return true;
        }
        Optional<PushAddress> address = PushAddress.parse(Request.getPathInContext(request));
        Optional<VenAddress> ven = address.flatMap(found -> tokens.byToken(found.token()));
        if (address.isEmpty() || ven.isEmpty()) {
            exchange.refuse(HttpStatus.NOT_FOUND_404, "no VEN has this push address");
        } else if (!request.getMethod().equals("POST")) {
            exchange.refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "a push is a POST");
        } else if (request.getLength() > settings.bodyOctets()) {
            exchange.tooLong(settings.bodyOctets());
        } else {
            reserve(request, exchange, address.get().service(), ven.get());
        }
        return true;
    }

    /** Bodies that are being read are in memory, and together they have a bound as well. */
    private void reserve(Request request, PushExchange exchange, OpenAdrService service, VenAddress ven) {
        long length = request.getLength() < 0 ? settings.bodyOctets() : request.getLength();
        int permits = (int) (length / PERMIT_OCTETS) + 1;
        if (reading.tryAcquire(permits)) {
            read(request, exchange, service, ven, permits);
        } else {
            exchange.later("busy");
        }
    }

    private void read(Request request, PushExchange exchange, OpenAdrService service, VenAddress ven, int permits) {
        Content.Source.asByteArrayAsync(request, settings.bodyOctets(), new Promise.Invocable<>() {
            @Override
            public void succeeded(byte[] body) {
                try {
                    deliver(Octets.of(body), exchange, service, ven);
                } finally {
                    reading.release(permits);
                }
            }

            @Override
            public void failed(Throwable failure) {
                reading.release(permits);
                if (failure instanceof IllegalStateException) {
                    exchange.tooLong(settings.bodyOctets());
                } else {
                    exchange.refuse(HttpStatus.BAD_REQUEST_400, "the body was cut short");
                }
            }

            @Override
            public InvocationType getInvocationType() {
                return InvocationType.NON_BLOCKING;
            }
        });
    }

    private void deliver(Octets body, PushExchange exchange, OpenAdrService service, VenAddress ven) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(body);
            if (head.message().isPresent() && !head.message().get().sentByVtn()) {
                outbox.refused(ven.key(), "direction");
                exchange.refuse(HttpStatus.BAD_REQUEST_400, "direction: a VTN does not send this message");
                return;
            }
            Optional<String> stranger = VenBinding.stranger(head, ven.ven().id());
            if (stranger.isPresent()) {
                outbox.misaddressed(ven.key(), ven.ven(), stranger.get());
                exchange.refuse(HttpStatus.BAD_REQUEST_400, "ven-mismatch: this push address is of another VEN");
                return;
            }
            open.add(exchange);
            PushedPayload pushed = PushFacts.of(ven.ven(), head, content(body, service, ven, head));
            // Where the store itself takes too long nobody knows more than this; the same push joins what is there.
            Timers.Timer late = timers.after(settings.answer().plus(STORE_LATE), () -> {
                open.remove(exchange);
                exchange.later("store-late");
            });
            outbox.push(ven.key(), pushed, settings.answer(), verdict -> {
                late.cancel();
                open.remove(exchange);
                exchange.answer(
                        verdict.outcome(),
                        ven.ven(),
                        head,
                        () -> verdict.payload().ifPresent(number -> outbox.told(ven.key(), number)));
            });
        } catch (MalformedException malformed) {
            outbox.refused(ven.key(), malformed.reason().code());
            exchange.refuse(HttpStatus.BAD_REQUEST_400, String.valueOf(malformed.getMessage()));
        }
    }

    /** After {@code grace} tells everybody who still waits to come back; the same push joins what is on its way. */
    void finish(Duration grace) {
        timers.after(grace, () -> open.forEach(exchange -> exchange.later("stopping")));
    }

    /** What format 21 tells anyhow is not said again: the only VEN, and the usual service of the message. */
    private OpenAdrExchange content(Octets body, OpenAdrService service, VenAddress ven, PayloadHead head) {
        OpenAdrExchange exchange =
                OpenAdrExchange.of(AdaptedUpstream.forLink(body, ven.ven().vtn()));
        boolean severalVens = register.cem(ven.key()).orElseThrow().hasSeveralVens();
        boolean usual = head.message().map(OpenAdrMessage::service).equals(Optional.of(service));
        OpenAdrExchange named = severalVens ? exchange.forVen(ven.ven().id()) : exchange;
        return usual ? named : named.toService(service.segment());
    }
}
