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
import uk.route2b.server.configuration.AnswerBody;
import uk.route2b.server.delivery.PushOutcome;
import uk.route2b.server.register.Ven;
import uk.route2b.server.schedule.SleepWatch;
import uk.route2b.server.vtn.PushReceipt;

/** One push on its way to an answer; the first answer counts, whether the CEM or the clock gives it. */
final class PushExchange {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String XML = "application/xml;charset=UTF-8";
    private static final int RETRY_AFTER_SECONDS = 10;

    private final Response response;
    private final Callback callback;
    private final SleepWatch sleep;
    private final long sleepsBefore;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** Made as the push comes in. */
    PushExchange(Response response, Callback callback, SleepWatch sleep) {
        this.response = response;
        this.callback = callback;
        this.sleep = sleep;
        this.sleepsBefore = sleep.sleeps();
    }

    /**
     * Answers with what became of the payload.
     *
     * @param told run once a final answer has been handed to the VTN's connection; not if the connection was gone,
     *     another answer was first, or this process slept since the push came: then the VTN may have hung up, which a
     *     first write does not notice, and its push to another node has to join this one
     */
    void answer(PushOutcome outcome, Ven ven, PayloadHead head, Runnable told) {
        if (outcome instanceof PushOutcome.Taken) {
            boolean empty = ven.vtn().upstream().answerBody() == AnswerBody.EMPTY;
            Octets body = empty ? Octets.EMPTY : PushReceipt.write(ven.id(), head.requestId(), head.wrapped());
            write(HttpStatus.OK_200, XML, body, told);
        } else if (outcome instanceof PushOutcome.Answered own) {
            pass(own.exchange(), told);
        } else if (outcome instanceof PushOutcome.Failed failed) {
            // Final: the same octets would not fare better, so there is nothing to retry.
            String text = (failed.state() + " " + failed.reason()).strip() + "\n";
            write(HttpStatus.BAD_GATEWAY_502, TEXT, Octets.ofText(text), told);
        } else if (outcome instanceof PushOutcome.TooLong tooLong) {
            tooLong(tooLong.most());
        } else if (outcome instanceof PushOutcome.Unfit unfit) {
            refuse(HttpStatus.BAD_REQUEST_400, unfit.reason());
        } else {
            later(((PushOutcome.Later) outcome).reason());
        }
    }

    private void pass(OpenAdrExchange exchange, Runnable told) {
        write(exchange.status(), exchange.type().orElse(XML), exchange.body(), told);
    }

    /** 503: the VTN keeps its message and tries again. */
    void later(String reason) {
        if (answered.compareAndSet(false, true)) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
            put(HttpStatus.SERVICE_UNAVAILABLE_503, TEXT, Octets.ofText(reason + "\n"), () -> {});
        }
    }

    void tooLong(int most) {
        refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "a pushed payload has at most " + most + " octets");
    }

    void refuse(int status, String reason) {
        write(status, TEXT, Octets.ofText(reason + "\n"), () -> {});
    }

    private void write(int status, String type, Octets body, Runnable told) {
        if (answered.compareAndSet(false, true)) {
            put(status, type, body, told);
        }
    }

    private void put(int status, String type, Octets body, Runnable told) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(body.toArray()), new Callback() {
            @Override
            public void succeeded() {
                try {
                    if (sleep.sleeps() == sleepsBefore) {
                        told.run();
                    }
                } finally {
                    callback.succeeded();
                }
            }

            @Override
            public void failed(Throwable failure) {
                callback.failed(failure);
            }
        });
    }
}
