package uk.route2b.client.testing;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;

/** Sockets that a test plays the other end of. */
public final class FakeTransport implements LinkTransport {
    private final List<FakeSocket> dialled = new ArrayList<>();
    private boolean discarding;

    @Override
    public Socket dial(Order order, Events events) {
        FakeSocket socket = new FakeSocket(order, events);
        dialled.add(socket);
        return socket;
    }

    /** From now on what is sent is counted by its sender only: a small heap does not hold it. */
    public void discarding() {
        discarding = true;
    }

    public int dials() {
        return dialled.size();
    }

    public FakeSocket last() {
        return dialled.get(dialled.size() - 1);
    }

    public FakeSocket dialled(int index) {
        return dialled.get(index);
    }

    @Override
    public void close() {}

    /** One of them. */
    public final class FakeSocket implements Socket {
        private final Order order;
        private final Events events;
        private final List<Octets> sent = new ArrayList<>();
        private final List<CloseCode> closes = new ArrayList<>();
        private boolean accepting = true;
        private boolean cancelled;
        private long queued;
        private int taken;

        FakeSocket(Order order, Events events) {
            this.order = order;
            this.events = events;
        }

        public Order order() {
            return order;
        }

        public Events events() {
            return events;
        }

        public List<Octets> sent() {
            return List.copyOf(sent);
        }

        /** What was sent since the last call. */
        public List<Octets> take() {
            List<Octets> news = List.copyOf(sent.subList(taken, sent.size()));
            taken = sent.size();
            return news;
        }

        public List<CloseCode> closes() {
            return List.copyOf(closes);
        }

        public boolean cancelled() {
            return cancelled;
        }

        public void accepting(boolean now) {
            accepting = now;
        }

        public void queued(long octets) {
            queued = octets;
        }

        @Override
        public boolean send(Octets message) {
            if (accepting && !discarding) {
                sent.add(message);
            }
            return accepting;
        }

        @Override
        public long queued() {
            return queued;
        }

        @Override
        public void close(CloseCode code, String reason) {
            closes.add(code);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
