package uk.route2b.pki.issue;

import java.security.PublicKey;
import java.util.Optional;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * What is to be certified.
 *
 * @param profile which of the eight shapes
 * @param subject whom it names
 * @param key the subject's public key
 * @param validity as asked for; an end entity's is cut to its issuer's
 */
record Draft(Profile profile, Subject subject, PublicKey key, Validity validity) {
    static Draft organisation(
            Profile profile,
            RemotePartyRole role,
            EntityIdentifier entity,
            Optional<String> commonName,
            PublicKey key,
            Validity validity) {
        return new Draft(profile, Subject.organisation(role, entity, commonName), key, validity);
    }

    static Draft device(Profile profile, EntityIdentifier entity, PublicKey key, Validity validity) {
        return new Draft(profile, Subject.device(entity), key, validity);
    }
}
