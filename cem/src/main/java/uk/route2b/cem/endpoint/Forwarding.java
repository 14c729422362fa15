package uk.route2b.cem.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;

/** Sends a VEN's message up and waits for its answer, no longer than a VEN waits for a VTN. */
final class Forwarding {
    /** openleadr's VEN gives up after ten seconds. */
    static final Duration WITHIN = Duration.ofSeconds(8);

    /** The client's thread may be busy with a signer or a disk. */
    private static final Duration WITHDRAWN_WITHIN = Duration.ofMillis(500);

    private static final int RETRY_SECONDS = 5;
    private static final int RETRY_LATER_SECONDS = 30;

    private final Uplink uplink;
    private final Duration within;

    Forwarding(Uplink uplink, Duration within) {
        this.uplink = uplink;
        this.within = within;
    }

    Reply forward(OpenAdrRequest request) {
        Optional<Reply> down = refusal(request, uplink.status());
        return down.orElseGet(() -> await(uplink.send(request)));
    }

    /** While there is no link only what is urgent is taken, and only once it goes through the meter. */
    private static Optional<Reply> refusal(OpenAdrRequest request, LinkStatus status) {
        boolean byMeter = request.urgent() && status.route().equals(Optional.of("2a"));
        if (status.isOpen() || byMeter) {
            return Optional.empty();
        }
        String reason = status.reason().isEmpty() ? "" : ", " + status.reason();
        return Optional.of(Reply.text(
                        503,
                        "the link to the gateway is down (" + status.state() + reason
                                + "); the CEM dials by itself, send again later")
                .retryAfter(RETRY_SECONDS));
    }

    private Reply await(CompletableFuture<OpenAdrAnswer> answer) {
        try {
            return reply(answer.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            uplink.withdraw(answer);
            return settled(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Reply.text(503, "the CEM is stopping").retryAfter(RETRY_SECONDS);
        } catch (CancellationException closed) {
            return Reply.text(503, "the CEM is stopping").retryAfter(RETRY_SECONDS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the client completes its answers", impossible);
        }
    }

    /** What is not signed can be taken back, and then the VEN is told that it was not sent. */
    private Reply settled(CompletableFuture<OpenAdrAnswer> answer) {
        try {
            return reply(answer.get(WITHDRAWN_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException signed) {
            return answer.cancel(false) ? late() : reply(answer.join());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Reply.text(503, "the CEM is stopping").retryAfter(RETRY_SECONDS);
        } catch (CancellationException closed) {
            return late();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the client completes its answers", impossible);
        }
    }

    private Reply late() {
        return Reply.text(
                        504,
                        "no answer came within " + within.toSeconds()
                                + " s; the message is on its way, and a request in a late answer comes with the next poll")
                .retryAfter(RETRY_SECONDS);
    }

    private static Reply reply(OpenAdrAnswer answer) {
        return switch (answer.kind()) {
            case ANSWERED -> answered((OpenAdrAnswer.Answered) answer);
            case RECEIPTED -> receipted((OpenAdrAnswer.Receipted) answer);
            case NOT_SENT -> notSent((OpenAdrAnswer.NotSent) answer);
        };
    }

    private static Reply answered(OpenAdrAnswer.Answered answered) {
        Reply reply = Reply.of(answered.status(), answered.type(), answered.body())
                .then(answered.handover()::taken, answered.handover()::lost);
        return answered.status() == 503 ? reply.retryAfter(RETRY_SECONDS) : reply;
    }

    private static Reply receipted(OpenAdrAnswer.Receipted receipt) {
        String detail = receipt.detail().isEmpty() ? "" : ": " + receipt.detail();
        return switch (receipt.status()) {
            case STORED -> Reply.text(202, "the gateway holds the message");
            case HELD ->
                Reply.text(503, "the gateway holds the message until an operator has looked at it" + detail)
                        .retryAfter(RETRY_LATER_SECONDS);
            case IN_DOUBT -> Reply.text(504, "the gateway can not tell whether the VTN got the message" + detail);
            case REFUSED, SUPERSEDED, EXPIRED ->
                Reply.text(502, "the gateway refused the message (" + receipt.status() + ")" + detail);
        };
    }

    private static String meaning(String reason) {
        return switch (reason) {
            case "queue-full" -> "too many requests wait already";
            case "payloads-full" -> "too many payloads wait to be polled: poll the CEM first";
            case "withdrawn" -> "its turn did not come in time";
            default -> "the CEM is stopping";
        };
    }

    private static Reply notSent(OpenAdrAnswer.NotSent notSent) {
        return switch (notSent.reason()) {
            case "too-large" -> Reply.text(413, "the message is larger than the gateway takes");
            case "queue-full", "payloads-full", "withdrawn", "closed" ->
                Reply.text(503, "not sent, " + meaning(notSent.reason()) + "; send it again later")
                        .retryAfter(RETRY_SECONDS);
            default -> Reply.text(502, "not sent: " + notSent.reason());
        };
    }
}
