package uk.route2b.client.internal.session;

import java.io.IOException;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/**
 * What every link needs of the rest of the engine.
 *
 * @param parts the common parts
 * @param writer makes our messages
 * @param intake takes theirs
 * @param outbox what we send
 * @param signers whose messages we accept
 * @param reads what we read
 * @param software name and version, for the operator
 */
record LinkOffice(
        EngineParts parts,
        MessageWriter writer,
        Intake intake,
        Outbox outbox,
        Signers signers,
        Capabilities reads,
        String software) {
    /** A hello with its counter. */
    record SignedHello(long counter, Octets octets) {}

    /** Hello for a session with {@code binding}; its counter is committed. */
    SignedHello hello(LinkConfiguration configuration, TlsBinding binding) throws IOException {
        CemState state = parts.keeper().state();
        LinkControl.Hello hello = new LinkControl.Hello(
                configuration.version(),
                software,
                signers.identifiers(state, parts.time().validity(state.time())),
                reads,
                state.received().highestAccepted(),
                state.sent().floor(),
                state.received().memory().spent(),
                binding);
        SignedMessage message = writer.control(hello);
        return new SignedHello(message.header().counter(), message.octets());
    }
}
