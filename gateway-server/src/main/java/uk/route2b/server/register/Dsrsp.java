package uk.route2b.server.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * A service provider on this gateway.
 *
 * @param signers its message keys, the newest first
 * @param tls its TLS key and certificate, which signs no message
 * @param linkAuthority certifies TLS keys of CEMs whose link configuration says {@code enrol}
 * @param host where its listener stands
 * @param port where its listener stands; 0 for any that is free
 * @param supplierAccount the Supplier who carries its route 2a
 * @param anchors whom it trusts
 * @param cems by entity identifier
 */
public record Dsrsp(
        EntityIdentifier entity,
        List<Identity> signers,
        Identity tls,
        Optional<Identity> linkAuthority,
        String host,
        int port,
        LinkOffer offer,
        String supplierAccount,
        TrustAnchors anchors,
        Map<EntityIdentifier, Cem> cems) {
    public Dsrsp {
        signers = List.copyOf(signers);
        cems = Map.copyOf(cems);
    }

    /** The newest of our signers that {@code accepted} lists. */
    public Optional<Identity> signer(List<KeyIdentifier> accepted) {
        return signers.stream()
                .filter(signer -> accepted.contains(signer.identifier()))
                .findFirst();
    }

    public Optional<Cem> cem(EntityIdentifier cem) {
        return Optional.ofNullable(cems.get(cem));
    }

    static Map<EntityIdentifier, Cem> byEntity(List<Cem> cems) {
        // Twice the same one is a finding of its own; which of them stands here then does not matter.
        return cems.stream().collect(Collectors.toMap(Cem::entity, Function.identity(), (first, second) -> first));
    }
}
