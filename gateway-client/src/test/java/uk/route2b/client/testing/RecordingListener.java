package uk.route2b.client.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrPayload;

/** Remembers what it was told. */
public final class RecordingListener implements GatewayListener {
    private final List<OpenAdrPayload> payloads = new CopyOnWriteArrayList<>();
    private final List<Runnable> taken = new CopyOnWriteArrayList<>();
    private volatile int life;
    private final List<Long> superseded = new CopyOnWriteArrayList<>();
    private final List<LinkStatus> statuses = new CopyOnWriteArrayList<>();

    @Override
    public void onPayload(OpenAdrPayload payload, Runnable take) {
        payloads.add(payload);
        taken.add(take);
    }

    @Override
    public void onStatus(LinkStatus status) {
        statuses.add(status);
    }

    @Override
    public void onSuperseded(long number) {
        superseded.add(number);
    }

    public List<Long> superseded() {
        return superseded;
    }

    public List<OpenAdrPayload> payloads() {
        return payloads;
    }

    /** From now on what comes is of another life. */
    public void newLife() {
        life = payloads.size();
    }

    public boolean isOfThisLife(int index) {
        return index >= life;
    }

    /** The owner has the one at {@code index}. */
    public void take(int index) {
        taken.get(index).run();
    }

    public void takeAll() {
        taken.forEach(Runnable::run);
    }

    public List<LinkStatus> statuses() {
        return statuses;
    }
}
