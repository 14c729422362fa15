package uk.route2b.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import uk.route2b.pki.xml.XmlSigner;
import uk.route2b.pki.xml.XmlVerifier;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.register.Carriage;
import uk.route2b.server.register.Carrier;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.SupplierCounters;
import uk.route2b.server.tunnel.AlertReceiver;
import uk.route2b.server.tunnel.ConfigurationSender;
import uk.route2b.server.tunnel.TunnelSender;
import uk.route2b.server.tunnel.duis.DsrspSupplier;
import uk.route2b.server.tunnel.duis.DuisChannel;
import uk.route2b.server.tunnel.duis.DuisJournal;
import uk.route2b.server.tunnel.duis.DuisParties;
import uk.route2b.server.tunnel.duis.DuisSettings;
import uk.route2b.server.tunnel.duis.DuisSurroundings;
import uk.route2b.server.tunnel.duis.SignedDocuments;
import uk.route2b.server.tunnel.duis.Supplier;
import uk.route2b.server.tunnel.jetty.DuisListener;
import uk.route2b.server.tunnel.okhttp.HttpDcc;

/** Puts route 2a together. */
final class TunnelAssembly {
    private final Needs needs;
    private final Listeners listeners;

    /** What route 2a stands on. */
    record Needs(
            Register register,
            SupplierCounters counters,
            Delivery delivery,
            ConfigurationDesk desk,
            Ecdsa ecdsa,
            SigningClock clock,
            Timers timers,
            Executor workers) {}

    TunnelAssembly(Needs needs, Listeners listeners) {
        this.needs = needs;
        this.listeners = listeners;
    }

    /**
     * A running route 2a.
     *
     * @param journal how it stands
     */
    record Running(DuisListener listener, DuisJournal journal) {
        /** Why it does not work; empty if it does. What the DCC and the meters do is in the status. */
        Optional<String> problem() {
            return listener.isUp()
                    ? Optional.empty()
                    : Optional.of("it accepts no posts of the DCC: start the server again");
        }
    }

    /** Starts it; the DCC's posts are taken last, when all that they lead to is there. */
    Running start(Tunnel settings) {
        DuisJournal journal = new DuisJournal(needs.clock());
        DuisSettings duis = duis(settings.dcc());
        HttpDcc dcc = listeners.lifecycle().started("DCC", new HttpDcc(duis));
        DuisChannel channel = DuisChannel.of(duis, parties(), surroundings(dcc, journal));
        TunnelSender sender = new TunnelSender(channel, needs.workers(), needs.timers(), settings);
        listeners.lifecycle().started("label writes", sender);
        AlertReceiver receiver = new AlertReceiver(
                needs.delivery().counterparts(), needs.delivery().inbox(), sender, needs.clock(), needs.ecdsa());
        listeners.lifecycle().started("alerts", channel.listen(receiver));
        DuisListener listener = listen(settings.dcc(), channel);
        listeners.lifecycle().started("fallback", needs.delivery().fallback(sender));
        listeners
                .lifecycle()
                .started(
                        "link configurations",
                        new ConfigurationSender(
                                        needs.delivery().counterparts(),
                                        needs.desk(),
                                        sender,
                                        needs.timers(),
                                        settings.retry())
                                .start());
        return new Running(listener, journal);
    }

    private DuisListener listen(DccEntry dcc, DuisChannel channel) {
        return listeners.started(
                "listener of the DCC",
                dcc.listener().toString(),
                () -> DuisListener.start(dcc.listener().host(), dcc.listener().port(), dcc.path(), channel.receiver()));
    }

    private static DuisSettings duis(DccEntry dcc) {
        return new DuisSettings(
                dcc.url(), dcc.transformPath(), dcc.sendPath(), dcc.timeout(), dcc.responseWait(), dcc.schemaVersion());
    }

    private DuisParties parties() {
        Carriage carriage = needs.register().carriage();
        List<DsrspSupplier> suppliers = carriage.carriers().entrySet().stream()
                .map(each -> supplier(each.getKey(), each.getValue()))
                .toList();
        return new DuisParties(suppliers, carriage::meterKeys);
    }

    private DsrspSupplier supplier(EntityIdentifier dsrsp, Carrier registered) {
        EntityIdentifier entity = registered.entity();
        Supplier supplier = new Supplier(
                entity,
                Ecdsa.signer(registered.commands().key()),
                new XmlSigner(registered.requests().key(), registered.requests().certificate()));
        return new DsrspSupplier(
                dsrsp,
                supplier,
                () -> needs.counters().nextSupplierCounter(entity, needs.clock().millis()));
    }

    private DuisSurroundings surroundings(HttpDcc dcc, DuisJournal journal) {
        SignedDocuments documents =
                new SignedDocuments(new XmlVerifier(needs.register().carriage().dcc()), needs.clock());
        return new DuisSurroundings(dcc, documents, needs.ecdsa(), needs.workers(), needs.timers(), journal);
    }
}
