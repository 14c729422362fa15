package uk.route2b.tests.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.route2b.conformance.gateway.IdentityFolder;
import uk.route2b.conformance.gateway.Lab;
import uk.route2b.conformance.wire.Reach;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.PeerWorld;

/** An identity folder for the CEMs of a {@link GatewayFixture}, as a test laboratory would fill it. */
final class Laboratory {
    private Laboratory() {}

    static Lab of(GatewayFixture gateway, Path folder, Duration patience, Lab.Settings settings) {
        return of(gateway, folder, gateway.endpoint().getPort(), patience, settings);
    }

    /** The same for whatever listens at {@code port}. */
    static Lab of(GatewayFixture gateway, Path folder, int port, Duration patience, Lab.Settings settings) {
        PeerWorld world = gateway.world();
        try {
            Files.createDirectories(folder);
            write(folder, "cem", gateway.identity(GatewayFixture.CEM_1));
            write(folder, "other", gateway.identity(GatewayFixture.CEM_2));
            Files.writeString(
                    folder.resolve("dsrsp.pem"),
                    Pem.text(List.of(world.message().certificate())));
            Files.writeString(
                    folder.resolve("trust.pem"), Pem.text(world.hierarchy().anchors()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        IdentityFolder files = new IdentityFolder(folder);
        return new Lab(
                new Reach("localhost", port, files.anchors(), patience),
                files.own(),
                files.other(),
                files.dsrsp(),
                files.counters(InstantSource.system()),
                Optional.of(world.hierarchy()),
                settings,
                InstantSource.system(),
                System::nanoTime);
    }

    private static void write(Path folder, String name, IssuedIdentity identity) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), Pem.text(identity.chain()));
        Files.writeString(folder.resolve(name + ".key"), KeyFiles.keyText(identity));
    }
}
