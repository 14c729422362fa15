package uk.route2b.pki.bulk;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/** Devices with entity identifiers one after the other, each with a fresh key: EUI.pem and EUI.key. */
public final class DevicePlan implements BulkPlan {
    private final Authority authority;
    private final Function<String, Authority> authorities;
    private final KeyUse use;
    private final List<EntityIdentifier> entities;
    private final List<String> names;
    private final String issuer;
    private final Map<String, String> chance;

    /**
     * @param authority who issues
     * @param authorities the same authority for one device; with a seed, each device has chance of its own, so that the
     *     order in which threads work changes nothing
     * @param first the first entity identifier
     * @param count how many
     * @param chance what stands in its place, if anything does: told from other runs by it
     */
    public DevicePlan(
            Authority authority,
            Function<String, Authority> authorities,
            KeyUse use,
            EntityIdentifier first,
            int count,
            Map<String, String> chance) {
        this.authority = authority;
        this.authorities = authorities;
        this.use = use;
        this.entities = LongStream.range(0, count)
                .mapToObj(step -> new EntityIdentifier(first.bits() + step))
                .toList();
        this.names = entities.stream().map(EntityIdentifier::toString).toList();
        this.chance = new LinkedHashMap<>(chance);
        this.issuer = Pem.of(authority.certificate()).text();
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("schema", "route2b-pki-bulk/1");
        parameters.put("first", names.get(0));
        parameters.put("count", Integer.toString(names.size()));
        parameters.put("use", use.name());
        parameters.put(
                "issuer", Pem.of(authority.certificate()).octets().sha256().hex());
        parameters.putAll(chance);
        return parameters;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public BulkItem make(int index) {
        IssuedIdentity identity = authorities.apply(names.get(index)).device(entities.get(index), use);
        X509Certificate certificate = identity.certificate();
        Map<String, Octets> files = new LinkedHashMap<>();
        files.put("pem", Octets.ofText(Pem.of(certificate).text() + issuer));
        files.put(PartialFolder.KEY, Octets.ofText(KeyFiles.keyText(identity)));
        return new BulkItem(names.get(index), certificate.getSerialNumber().toString(16), files);
    }
}
