package uk.route2b.server.operator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.StoreException;

/** Looks whether the store can be written; says in the log when that changes. Safe for use by several threads. */
public final class StoreLook implements Supplier<Optional<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLook.class);

    private final LinkStore store;
    private final AtomicBoolean failing = new AtomicBoolean();

    public StoreLook(LinkStore store) {
        this.store = store;
    }

    /** Why nothing can be stored; empty if it can. */
    @Override
    public Optional<String> get() {
        try {
            store.check();
            if (failing.compareAndSet(true, false)) {
                LOG.info("the store can be written again");
            }
            return Optional.empty();
        } catch (StoreException failed) {
            if (failing.compareAndSet(false, true)) {
                LOG.error(
                        "the store cannot be written; until it can nothing is accepted and nothing acknowledged",
                        failed);
            }
            return Optional.of(String.valueOf(failed.getMessage()));
        }
    }
}
