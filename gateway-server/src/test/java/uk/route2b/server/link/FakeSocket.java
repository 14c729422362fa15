package uk.route2b.server.link;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.testing.CemPen;

/** A socket that keeps what was sent; its queue can be full. */
public final class FakeSocket implements LinkSocket {
    private final List<SignedMessage> messages = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean full;
    private boolean slow;
    private int code;
    private String reason = "";

    @Override
    public boolean send(Octets message) {
        if (!full) {
            messages.add(CemPen.read(message));
        }
        return !full;
    }

    @Override
    public boolean hasRoom() {
        return !slow;
    }

    @Override
    public void whenRoom(Runnable task) {
        waiting.add(task);
    }

    /** The peer reads no more. */
    public void slowDown() {
        slow = true;
    }

    /** The peer has read all. */
    public void drain() {
        slow = false;
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public void close(int closeCode, String closeReason) {
        code = closeCode;
        reason = closeReason;
    }

    @Override
    public String peer() {
        return "test";
    }

    public void fill() {
        full = true;
    }

    public List<SignedMessage> messages() {
        return messages;
    }

    public SignedMessage last() {
        return messages.get(messages.size() - 1);
    }

    /** 0 while it is open. */
    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
