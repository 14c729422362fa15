package uk.route2b.pki.issue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What a Java key store holds. The old form, JKS, is only ever read: its protection of keys is weak.
 *
 * @param form JKS or PKCS12
 * @param entries in the order of their names
 */
public record StoredEntries(String form, List<StoredEntry> entries) {
    private static final String JKS_MAGIC = "FEEDFEED";
    /** A SEQUENCE whose first element is the INTEGER 3: PFX of RFC 7292 section 4. */
    private static final String PKCS12 = "30(80|[0-7].|81.{2}|82.{4}|83.{6}|84.{8})020103.*";

    private static final int SHOWN = 10;

    public StoredEntries {
        entries = List.copyOf(entries);
    }

    /** Whether {@code file} looks like a key store. */
    public static boolean looksLike(Octets file) {
        return form(file).isPresent();
    }

    /**
     * Reads a key store. Without a password a JKS shows its certificates and says which have keys; a PKCS#12 shows what
     * is not encrypted.
     *
     * @throws MalformedException if it is none, or the password is another
     */
    public static StoredEntries read(Octets file, Optional<char[]> password) throws MalformedException {
        String form = form(file).orElse("PKCS12");
        return Decoder.decoded("key store", () -> new StoredEntries(form, entries(form, file, password.orElse(null))));
    }

    /** The only entry with a key, or the one that is named. */
    public Optional<StoredEntry> keyEntry(Optional<String> alias) {
        List<StoredEntry> fitting = entries.stream()
                .filter(StoredEntry::holdsKey)
                .filter(entry -> alias.isEmpty() || alias.get().equalsIgnoreCase(entry.alias()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static Optional<String> form(Octets file) {
        String beginning = file.slice(0, Math.min(SHOWN, file.size())).hex();
        if (beginning.startsWith(JKS_MAGIC)) {
            return Optional.of("JKS");
        }
        return beginning.matches(PKCS12) ? Optional.of("PKCS12") : Optional.empty();
    }

    @SuppressWarnings("NullAway") // null is how a key store is told that there is no password
    private static List<StoredEntry> entries(
            String form, Octets file, char @org.jspecify.annotations.Nullable [] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(form);
        store.load(new ByteArrayInputStream(file.toArray()), password);
        List<StoredEntry> entries = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Optional<PrivateKey> key =
                    password == null ? Optional.empty() : Optional.ofNullable(key(store, alias, password));
            entries.add(new StoredEntry(alias, chain(store, alias), store.isKeyEntry(alias), key));
        }
        entries.sort(java.util.Comparator.comparing(StoredEntry::alias));
        return entries;
    }

    private static @org.jspecify.annotations.Nullable PrivateKey key(KeyStore store, String alias, char[] password)
            throws GeneralSecurityException {
        return store.getKey(alias, password) instanceof PrivateKey key ? key : null;
    }

    private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        Certificate @org.jspecify.annotations.Nullable [] chain = store.getCertificateChain(alias);
        Certificate @org.jspecify.annotations.Nullable [] all =
                chain == null ? new Certificate[] {store.getCertificate(alias)} : chain;
        return Arrays.stream(all)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}
