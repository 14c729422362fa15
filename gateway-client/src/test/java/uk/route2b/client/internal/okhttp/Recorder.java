package uk.route2b.client.internal.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.Octets;

/** What a socket told. */
final class Recorder implements LinkTransport.Events {
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    @Override
    public void opened(TlsBinding binding) {
        told.add(binding);
    }

    @Override
    public void received(Octets message, Runnable done) {
        told.add(message);
        done.run();
    }

    @Override
    public void exceeded(CloseCode how) {
        told.add(how);
    }

    @Override
    public void receivedText() {
        told.add("text");
    }

    @Override
    public void closed(int code, String reason) {
        told.add(code);
    }

    @Override
    public void failed(DialFailure failure) {
        told.add(failure);
    }

    Object next() throws InterruptedException {
        Object next = told.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("the socket has to say something").isNotNull();
        return next;
    }
}
