package uk.route2b.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.AuditHead;
import uk.route2b.server.audit.AuditSettings;
import uk.route2b.server.audit.FileAudit;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.checks.anomaly.TrafficKeeper;
import uk.route2b.server.checks.dispatch.ActiveCems;
import uk.route2b.server.checks.dispatch.DispatchGuard;
import uk.route2b.server.checks.schema.BadSchemaException;
import uk.route2b.server.checks.schema.SchemaCheck;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.ChecksEntry;
import uk.route2b.server.configuration.ChecksEntry.AuditEntry;
import uk.route2b.server.configuration.ChecksEntry.SchemaEntry;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.lifecycle.Lifecycle;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.ThreadTimers;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.vtn.EventLoads;

/** The three checks of a gateway, as its configuration has them. */
final class ChecksAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(ChecksAssembly.class);

    private final Checks checks;
    private final Optional<FileAudit> audit;

    private ChecksAssembly(Checks checks, Optional<FileAudit> audit) {
        this.checks = checks;
        this.audit = audit;
    }

    /**
     * Opens the audit, whose heads are signed by the newest message key of the first DSRSP. It is started before all
     * that notes verdicts, workers included, so it stops after them.
     */
    static Optional<FileAudit> audit(
            ServerConfiguration configuration, Register register, SigningClock clock, Lifecycle lifecycle) {
        if (configuration.checks().audit().isEmpty()) {
            LOG.warn("no audit files are written: set checks.audit.folder");
            return Optional.empty();
        }
        ThreadTimers timers = lifecycle.started(
                "timers of the audit", new ThreadTimers(fault -> LOG.error("a bug in a timer of the audit", fault)));
        AuditEntry entry = configuration.checks().audit().get();
        return Optional.of(lifecycle.started("audit", open(entry, configuration, register, clock, timers)));
    }

    /** Starts the checks. */
    static ChecksAssembly start(
            ServerConfiguration configuration,
            Optional<FileAudit> audit,
            Register register,
            CurrentStates states,
            GatewayStore store,
            SigningClock clock,
            Timers timers,
            Executor workers,
            Lifecycle lifecycle) {
        Audit taken = audit.<Audit>map(files -> files).orElse(Audit.NONE);
        Anomalies anomalies = new Anomalies(configuration.checks().anomaly(), taken, clock);
        lifecycle.started("anomaly detection", new TrafficKeeper(anomalies, store, timers, workers).start());
        DispatchGuard guard =
                guard(configuration, new ActiveCems(register, states, clock::monotonicMillis), store, clock);
        return new ChecksAssembly(
                new Checks(taken, Optional.of(guard), Optional.of(anomalies), schema(configuration.checks())), audit);
    }

    /** Without a schema that was asked for the server does not start: it would let through what it is to stop. */
    static Optional<SchemaCheck> schema(ChecksEntry checks) {
        if (checks.schema().isEmpty()) {
            return Optional.empty();
        }
        SchemaEntry entry = checks.schema().get();
        try {
            return Optional.of(SchemaCheck.read(entry.folder(), entry.refuse()));
        } catch (BadSchemaException bad) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "checks.schema.folder " + entry.folder(),
                    String.valueOf(bad.getMessage()),
                    "put a whole copy of the OpenADR 2.0b schema there, or take checks.schema out",
                    bad);
        }
    }

    private static DispatchGuard guard(
            ServerConfiguration configuration, ActiveCems active, GatewayStore store, SigningClock clock) {
        return new DispatchGuard(store, configuration.checks().dispatch(), active::of, new EventLoads(), clock);
    }

    private static FileAudit open(
            AuditEntry entry, ServerConfiguration configuration, Register register, SigningClock clock, Timers timers) {
        Identity signer = register.dsrsps().get(0).signers().get(0);
        AuditSettings settings = new AuditSettings(
                entry.folder(), configuration.store().node(), entry.fileOctets(), entry.sync(), entry.keep());
        try {
            return FileAudit.open(
                    settings,
                    Optional.of(new AuditHead(Ecdsa.signer(signer.key()), signer.certificate())),
                    clock,
                    timers);
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.IO,
                    entry.folder().toString(),
                    "the audit cannot be opened: " + failed.getMessage(),
                    "make the folder writable, or name another one with checks.audit.folder",
                    failed);
        }
    }

    Checks checks() {
        return checks;
    }

    /** Thresholds that what was seen would stay below. */
    List<Threshold> proposal() {
        return checks.anomalies().map(Anomalies::proposal).orElse(List.of());
    }

    Audit audit() {
        return checks.audit();
    }

    /** What is wrong with the audit, for the health page. */
    Optional<String> problem() {
        return audit.flatMap(FileAudit::problem);
    }
}
