package uk.route2b.simulator.dcc;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.MessageSigner;

/**
 * Who takes part.
 *
 * @param dcc signs what the DCC says
 * @param users who may ask; alerts are for the first
 * @param loadController the supplementary party of alerts, if there is one
 * @param devices the meters there are, each with its key
 */
public record DccParties(
        XmlSigner dcc,
        List<User> users,
        Optional<EntityIdentifier> loadController,
        Map<EntityIdentifier, MessageSigner> devices) {
    public DccParties {
        users = List.copyOf(users);
        devices = Map.copyOf(devices);
        if (users.isEmpty()) {
            throw new IllegalArgumentException("without a Supplier there is nobody to serve");
        }
    }

    /** Verifies what any user has signed. */
    XmlVerifier verifier() {
        return new XmlVerifier(
                users.stream().flatMap(user -> user.requests().stream()).toList());
    }

    /** The user who signed with {@code certificate}. */
    Optional<User> user(X509Certificate certificate) {
        return users.stream()
                .filter(user -> user.requests().contains(certificate))
                .findFirst();
    }

    Optional<MessageSigner> device(EntityIdentifier meter) {
        return Optional.ofNullable(devices.get(meter));
    }
}
