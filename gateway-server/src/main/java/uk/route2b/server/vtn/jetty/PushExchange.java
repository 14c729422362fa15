package uk.route2b.server.vtn.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.server.delivery.DownlinkOutcome;
import uk.route2b.server.vtn.PushReceipt;

/** One push on its way to an answer; the first answer counts, whether the CEM or the clock gives it. */
final class PushExchange {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String XML = "application/xml;charset=UTF-8";
    private static final int RETRY_AFTER_SECONDS = 10;

    private final Response response;
    private final Callback callback;
    private final AtomicBoolean answered = new AtomicBoolean();

    PushExchange(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    void answer(DownlinkOutcome outcome, String venId, PayloadHead head) {
        if (outcome instanceof DownlinkOutcome.Answered own) {
            pass(own.exchange());
        } else if (outcome instanceof DownlinkOutcome.NotSent notSent) {
            later(notSent.reason());
        } else {
            receipted((DownlinkOutcome.Receipted) outcome, venId, head);
        }
    }

    private void receipted(DownlinkOutcome.Receipted outcome, String venId, PayloadHead head) {
        if (outcome.isStored()) {
            write(HttpStatus.OK_200, XML, PushReceipt.write(venId, head.requestId(), head.wrapped()));
        } else {
            // Final: the CEM will not take these octets later either, so there is nothing to retry.
            refuse(
                    HttpStatus.BAD_GATEWAY_502,
                    "the CEM answered " + outcome.receipt().status());
        }
    }

    private void pass(OpenAdrExchange exchange) {
        write(exchange.status(), exchange.type().orElse(XML), exchange.body());
    }

    /** 503: the VTN keeps its message and tries again. */
    void later(String reason) {
        if (answered.compareAndSet(false, true)) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
            put(HttpStatus.SERVICE_UNAVAILABLE_503, TEXT, Octets.ofText(reason + "\n"));
        }
    }

    void tooLong(int most) {
        refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "a pushed payload has at most " + most + " octets");
    }

    void refuse(int status, String reason) {
        write(status, TEXT, Octets.ofText(reason + "\n"));
    }

    private void write(int status, String type, Octets body) {
        if (answered.compareAndSet(false, true)) {
            put(status, type, body);
        }
    }

    private void put(int status, String type, Octets body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(body.toArray()), callback);
    }
}
