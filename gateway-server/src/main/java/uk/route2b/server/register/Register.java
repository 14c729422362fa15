package uk.route2b.server.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/** All DSRSPs with their CEMs and VENs, and ways to find them. Immutable. */
public final class Register {
    /** Whom a push token stands for. */
    public record VenAddress(CemKey key, Ven ven) {}

    private final List<Dsrsp> dsrsps;
    private final Carriage carriage;
    private final Map<EntityIdentifier, List<CemKey>> byMeter = new HashMap<>();
    private final Map<Octets, VenAddress> byToken = new HashMap<>();

    /** One without route 2a. */
    public Register(List<Dsrsp> dsrsps) {
        this(dsrsps, Carriage.NONE);
    }

    public Register(List<Dsrsp> dsrsps, Carriage carriage) {
        this.carriage = carriage;
        this.dsrsps = List.copyOf(dsrsps);
        for (CemKey key : cems()) {
            Cem cem = cem(key).orElseThrow();
            cem.meter()
                    .ifPresent(meter -> byMeter.computeIfAbsent(meter, ignored -> new ArrayList<>())
                            .add(key));
            cem.vens()
                    .forEach(ven ->
                            ven.tokenDigest().ifPresent(digest -> byToken.put(digest, new VenAddress(key, ven))));
        }
    }

    public List<Dsrsp> dsrsps() {
        return dsrsps;
    }

    /** Who carries route 2a, and whom to believe there. */
    public Carriage carriage() {
        return carriage;
    }

    public Optional<Dsrsp> dsrsp(EntityIdentifier entity) {
        return dsrsps.stream().filter(dsrsp -> dsrsp.entity().equals(entity)).findFirst();
    }

    public Optional<Cem> cem(CemKey key) {
        return dsrsp(key.dsrsp()).flatMap(dsrsp -> dsrsp.cem(key.cem()));
    }

    /** Every CEM of every DSRSP, in the order of their entity identifiers. */
    public List<CemKey> cems() {
        return dsrsps.stream()
                .flatMap(dsrsp -> dsrsp.cems().keySet().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(cem -> new CemKey(dsrsp.entity(), cem)))
                .toList();
    }

    /** The CEMs whose route 2a goes through {@code meter}: at most one of each DSRSP. */
    public List<CemKey> behindMeter(EntityIdentifier meter) {
        return List.copyOf(byMeter.getOrDefault(meter, List.of()));
    }

    /**
     * Whom a push token stands for.
     *
     * <p>Looked up by its SHA-256: how long that takes tells nothing about any token.
     */
    public Optional<VenAddress> byToken(String token) {
        return Optional.ofNullable(byToken.get(Octets.ofText(token).sha256()));
    }
}
