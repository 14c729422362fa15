package uk.route2b.prove.world;

import java.net.URI;

/**
 * A VEN of the proofs.
 *
 * @param id its venID
 * @param cem the name of its CEM
 * @param prefix its path at the CEM
 * @param token by which its VTN pushes
 * @param onStore whether its VTN is told as soon as a payload is queued
 */
public record Ven(String id, String cem, String prefix, String token, boolean onStore) {
    /** Where it talks to its CEM. */
    URI service(int port, String service) {
        return URI.create("http://127.0.0.1:" + port + prefix + "/OpenADR2/Simple/2.0b/" + service);
    }

    /** Where its VTN pushes. */
    URI push(int port, String service) {
        return URI.create("http://127.0.0.1:" + port + "/push/" + token + "/OpenADR2/Simple/2.0b/" + service);
    }
}
