package uk.route2b.conformance.cem;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.conformance.wire.TesterFiles;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * A folder with what a tester needs to be the gateway of a CEM. Keys are PKCS#8, not encrypted.
 *
 * <pre>
 * gateway.pem, gateway.key  shown in TLS; the CEM has this key pinned
 * dsrsp.pem, dsrsp.key      message certificate and key of the DSRSP
 * cem.pem                   message certificates of the CEM
 * trust.pem                 authorities that the CEM's TLS certificate leads to
 * </pre>
 */
public record GatewayFolder(Path folder) {
    private TesterFiles files() {
        return new TesterFiles(folder);
    }

    public Shown gateway() {
        return new Shown(files().key("gateway"), files().certificates("gateway"));
    }

    public EntityIdentifier dsrsp() {
        return files().entity("dsrsp");
    }

    public PrivateKey messageKey() {
        return files().key("dsrsp");
    }

    public EntityIdentifier cem() {
        return files().entity("cem");
    }

    public List<X509Certificate> cemKeys() {
        return files().leaves("cem");
    }

    public List<X509Certificate> anchors() {
        return files().certificates("trust");
    }
}
