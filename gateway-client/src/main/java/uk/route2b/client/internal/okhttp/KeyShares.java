package uk.route2b.client.internal.okhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.SSLParameters;

/**
 * Offers secp256r1 first: the gateway's native provider is several times faster with it than with x25519.
 *
 * <p>SSLParameters.setNamedGroups exists from JDK 20 and this jar also runs on 17, so it is looked up once. On 17 the
 * only other way is a system property, and those belong to the program around us.
 */
final class KeyShares {
    private static final String[] GROUPS = {"secp256r1", "x25519"};
    private static final Optional<MethodHandle> SETTER = setter();

    private KeyShares() {}

    private static Optional<MethodHandle> setter() {
        try {
            MethodType type = MethodType.methodType(void.class, String[].class);
            return Optional.of(MethodHandles.publicLookup().findVirtual(SSLParameters.class, "setNamedGroups", type));
        } catch (NoSuchMethodException | IllegalAccessException beforeTwenty) {
            return Optional.empty();
        }
    }

    static void preferP256(SSLParameters parameters) {
        if (SETTER.isEmpty()) {
            return;
        }
        try {
            SETTER.get().invokeExact(parameters, GROUPS);
        } catch (Throwable impossible) {
            throw new IllegalStateException("the platform's own setter refused two standard groups", impossible);
        }
    }
}
