package uk.route2b.server.vtn.jetty;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
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
import uk.route2b.server.delivery.Downlink;
import uk.route2b.server.delivery.DownlinkOutcome;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Register.VenAddress;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.vtn.PushAddress;

/** Takes one push: who is meant, how long it is, what it is, and then to the CEM. Nothing here blocks. */
final class PushHandler extends Handler.Abstract.NonBlocking {
    private final Push settings;
    private final Register register;
    private final Downlink downlink;
    private final Timers timers;
    private final Semaphore room;
    private final Set<PushExchange> open = ConcurrentHashMap.newKeySet();

    /** @param requestsMost how many pushes may be under way */
    PushHandler(Push settings, Register register, Downlink downlink, Timers timers, int requestsMost) {
        this.settings = settings;
        this.register = register;
        this.downlink = downlink;
        this.timers = timers;
        this.room = new Semaphore(requestsMost);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        PushExchange exchange = new PushExchange(response, Callback.from(callback, () -> room.release()));
        if (!room.tryAcquire()) {
            new PushExchange(response, callback).later("busy");
            return true;
        }
        Optional<PushAddress> address = PushAddress.parse(Request.getPathInContext(request));
        Optional<VenAddress> ven = address.flatMap(found -> register.byToken(found.token()));
        if (address.isEmpty() || ven.isEmpty()) {
            exchange.refuse(HttpStatus.NOT_FOUND_404, "no VEN has this push address");
        } else if (!request.getMethod().equals("POST")) {
            exchange.refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "a push is a POST");
        } else if (request.getLength() > settings.bodyOctets()) {
            exchange.tooLong(settings.bodyOctets());
        } else {
            read(request, exchange, address.get().service(), ven.get());
        }
        return true;
    }

    private void read(Request request, PushExchange exchange, OpenAdrService service, VenAddress ven) {
        Content.Source.asByteArrayAsync(request, settings.bodyOctets(), new Promise.Invocable<>() {
            @Override
            public void succeeded(byte[] body) {
                deliver(Octets.of(body), exchange, service, ven);
            }

            @Override
            public void failed(Throwable failure) {
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
                exchange.refuse(HttpStatus.BAD_REQUEST_400, "direction: a VTN does not send this message");
                return;
            }
            open.add(exchange);
            CompletionStage<DownlinkOutcome> sent = downlink.send(ven.key(), content(body, service, ven, head));
            sent.thenAccept(outcome -> {
                exchange.answer(outcome, ven.ven().id(), head);
                open.remove(exchange);
            });
            timers.after(settings.answer(), () -> {
                exchange.later("no receipt in time");
                open.remove(exchange);
            });
        } catch (MalformedException malformed) {
            exchange.refuse(HttpStatus.BAD_REQUEST_400, String.valueOf(malformed.getMessage()));
        }
    }

    /** After {@code grace} tells everybody who still waits for a receipt to come back. */
    void finish(Duration grace) {
        timers.after(grace, () -> open.forEach(exchange -> exchange.later("stopping")));
    }

    /** What format 21 tells anyhow is not said again: the only VEN, and the usual service of the message. */
    private OpenAdrExchange content(Octets body, OpenAdrService service, VenAddress ven, PayloadHead head) {
        OpenAdrExchange exchange = OpenAdrExchange.of(body);
        boolean severalVens = register.cem(ven.key()).orElseThrow().hasSeveralVens();
        boolean usual = head.message().map(OpenAdrMessage::service).equals(Optional.of(service));
        OpenAdrExchange named = severalVens ? exchange.forVen(ven.ven().id()) : exchange;
        return usual ? named : named.toService(service.segment());
    }
}
