package uk.route2b.simulator.ven;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.HttpSender;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.UnreadableException;

/** Reaches the VTN over HTTP and logs each exchange. */
final class HttpVtn implements Vtn {
    private static final int FIRST_SERVER_ERROR = 500;

    private final URI url;
    private final String venId;
    private final HttpSender sender;
    private final ExchangeLog log;

    HttpVtn(URI url, String venId, HttpSender sender, ExchangeLog log) {
        this.url = url;
        this.venId = venId;
        this.sender = sender;
        this.log = log;
    }

    @Override
    public Optional<Message> post(Message request) throws IOException, UnreadableException {
        HttpSender.Reply reply = posted(request);
        if (reply.status() >= FIRST_SERVER_ERROR) {
            log.cameOddly(venId, "unavailable", reply.status());
            throw new IOException("HTTP status " + reply.status());
        }
        return reply.body().isEmpty() ? empty(reply.status()) : Optional.of(read(reply));
    }

    private HttpSender.Reply posted(Message request) throws IOException {
        long entry = log.leaves(venId, request);
        HttpSender.Reply reply =
                sender.post(URI.create(url + "/" + request.type().service().path()), request.octets());
        log.answered(entry, reply.status());
        return reply;
    }

    private Optional<Message> empty(int status) {
        log.cameOddly(venId, "empty", status);
        return Optional.empty();
    }

    private Message read(HttpSender.Reply reply) throws UnreadableException {
        try {
            Message answer = Message.read(reply.body());
            log.came(venId, answer, reply.status());
            return answer;
        } catch (UnreadableException unreadable) {
            log.cameOddly(venId, "unreadable", reply.status());
            throw unreadable;
        }
    }
}
