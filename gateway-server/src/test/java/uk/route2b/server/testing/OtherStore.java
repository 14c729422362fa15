package uk.route2b.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;

/** Stores around a store, which do something at one call of theirs. */
public final class OtherStore {
    private OtherStore() {}

    /** What happens at a call. */
    public interface At {
        /** Before it; may fail instead of it. */
        default void before(String method) {}

        /** After it; may fail although it was done. */
        default void after(String method) {}
    }

    /** The same with {@code at} told of each call. */
    public static UnaryOperator<GatewayStore> with(At at) {
        return store -> (GatewayStore) Proxy.newProxyInstance(
                OtherStore.class.getClassLoader(), new Class<?>[] {GatewayStore.class}, (proxy, method, arguments) -> {
                    at.before(method.getName());
                    Object result = call(store, method, arguments);
                    at.after(method.getName());
                    return result;
                });
    }

    private static Object call(GatewayStore store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /** Counts the calls and fails one of them, before or after it was done. */
    public static final class FailingOnce implements At {
        private final int at;
        private final boolean done;
        private final List<String> calls = new ArrayList<>();
        private boolean failed;
        private boolean paused;

        /** Counts nothing until {@link #goOn}. */
        public void pause() {
            paused = true;
        }

        public void goOn() {
            paused = false;
        }

        /** How many were counted. */
        public int calls() {
            return calls.size();
        }

        /**
         * Fails one.
         *
         * @param at the number of the call, from 1 on
         * @param done whether it is done all the same, as where a connection breaks at the commit
         */
        public FailingOnce(int at, boolean done) {
            this.at = at;
            this.done = done;
        }

        @Override
        public void before(String method) {
            if (!paused) {
                calls.add(method);
                failNow(!done);
            }
        }

        @Override
        public void after(String method) {
            failNow(done);
        }

        private void failNow(boolean now) {
            if (now && !failed && calls.size() == at) {
                failed = true;
                throw new StoreException("call " + at, new IllegalStateException("test"));
            }
        }

        public boolean hasFailed() {
            return failed;
        }

        /** The call that failed. */
        public String call() {
            return calls.get(at - 1);
        }
    }

    /** Does something before one of the calls. */
    public static final class Once implements At {
        private final int at;
        private final Runnable what;
        private int calls;
        private boolean paused;

        /** Counts nothing until {@link #goOn}. */
        public void pause() {
            paused = true;
        }

        public void goOn() {
            paused = false;
        }

        public Once(int at, Runnable what) {
            this.at = at;
            this.what = what;
        }

        @Override
        public void before(String method) {
            if (!paused && ++calls == at) {
                what.run();
            }
        }

        public boolean hasCome() {
            return calls >= at;
        }
    }
}
