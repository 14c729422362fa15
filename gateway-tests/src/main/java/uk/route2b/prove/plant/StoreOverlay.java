package uk.route2b.prove.plant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.store.GatewayStore;

/** Puts something in front of a store, for those few of its many methods that it cares about. */
public final class StoreOverlay {
    private StoreOverlay() {}

    /** Decides about each call. */
    @FunctionalInterface
    public interface Layer {
        @Nullable
        Object call(Call call) throws Throwable;
    }

    /** One call of the store. */
    public static final class Call {
        private final GatewayStore store;
        private final Method method;
        private final @Nullable Object @Nullable [] arguments;

        private Call(GatewayStore store, Method method, @Nullable Object @Nullable [] arguments) {
            this.store = store;
            this.method = method;
            this.arguments = arguments;
        }

        /** The method's name. */
        public String name() {
            return method.getName();
        }

        /** How many arguments there are. */
        public int count() {
            return arguments == null ? 0 : arguments.length;
        }

        /** The argument at {@code index}. */
        public <T> T argument(int index, Class<T> type) {
            if (arguments == null) {
                throw new IllegalArgumentException(method + " takes no arguments");
            }
            return type.cast(arguments[index]);
        }

        /** Puts another value in the place of an argument. */
        public void replace(int index, Object value) {
            if (arguments != null) {
                arguments[index] = value;
            }
        }

        /** Does what was asked. */
        public @Nullable Object proceed() throws Throwable {
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException failed) {
                throw failed.getCause() == null ? failed : failed.getCause();
            }
        }
    }

    /** The store behind {@code layer}. */
    public static GatewayStore over(GatewayStore store, Layer layer) {
        return (GatewayStore) Proxy.newProxyInstance(
                GatewayStore.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> layer.call(new Call(store, method, arguments)));
    }
}
