package uk.route2b.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.admission.StatusWatch;
import uk.route2b.server.audit.FileAudit;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.cryptography.CryptographicProviders;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.delivery.Inbox;
import uk.route2b.server.delivery.Pruning;
import uk.route2b.server.delivery.RecoveryDesk;
import uk.route2b.server.delivery.UnderWay;
import uk.route2b.server.lifecycle.Lifecycle;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.CertificateQuarantine;
import uk.route2b.server.link.Draining;
import uk.route2b.server.link.LinkServices;
import uk.route2b.server.link.Refusals;
import uk.route2b.server.link.jetty.LinkDoors;
import uk.route2b.server.link.jetty.LinkListener;
import uk.route2b.server.move.Moves;
import uk.route2b.server.operator.CemStates;
import uk.route2b.server.operator.DeadLetters;
import uk.route2b.server.operator.Health;
import uk.route2b.server.operator.HeldMessagePages;
import uk.route2b.server.operator.MovePages;
import uk.route2b.server.operator.OperatorPages;
import uk.route2b.server.operator.OperatorTokens;
import uk.route2b.server.operator.QuarantinePages;
import uk.route2b.server.operator.RecoveryPages;
import uk.route2b.server.operator.Status;
import uk.route2b.server.operator.StoreLook;
import uk.route2b.server.operator.jetty.OperatorListener;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Register;
import uk.route2b.server.schedule.SleepWatch;
import uk.route2b.server.schedule.ThreadTimers;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.tls.TrustWatch;
import uk.route2b.server.vtn.PushTokens;
import uk.route2b.server.vtn.RegistrationRelay;
import uk.route2b.server.vtn.VtnBook;
import uk.route2b.server.vtn.VtnUpstream;
import uk.route2b.server.vtn.jetty.PushListener;
import uk.route2b.server.vtn.okhttp.HttpVtnUpstream;
import uk.route2b.server.vtn.poll.VenPolls;

/** Puts a gateway together, part by part in the order of starting; what fails stops what has been started. */
final class ServerAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAssembly.class);
    private static final String NOT_LISTENING = "it accepts no connections: start the server again";
    private static final int WORKERS = 16;
    private static final Duration WORKERS_STOP = Duration.ofSeconds(10);

    private final ServerConfiguration configuration;
    private final Surroundings surroundings;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Listeners listeners = new Listeners(lifecycle);

    ServerAssembly(ServerConfiguration configuration, Surroundings surroundings) {
        this.configuration = configuration;
        this.surroundings = surroundings;
    }

    GatewayServer start() {
        boolean started = false;
        try {
            GatewayServer server = assemble();
            started = true;
            return server;
        } catch (StoreException failed) {
            throw new CommandFailure(
                    ExitCode.IO, configuration.store().place().toString(), failed.failure(), failed.remedy(), failed);
        } finally {
            if (!started) {
                lifecycle.close();
            }
        }
    }

    private GatewayServer assemble() {
        Register register = RegisterGate.open(configuration, surroundings.clock());
        CryptographicProviders providers = CryptographicProviders.choose();
        GatewayStore opened = lifecycle.started("store", Stores.open(configuration.store(), surroundings.clock()));
        GatewayStore store = surroundings.store().apply(opened);
        OptionalLong lastStored = surroundings.clockAccepted() ? OptionalLong.empty() : store.newestMillis();
        SigningClock clock = new SigningClock(surroundings.clock(), surroundings.monotonicNanos(), lastStored);
        if (!clock.maySign()) {
            LOG.error(
                    "the clock is more than {} days after what was stored last, so nothing is signed; look at the"
                            + " clock, then start again with --accept-clock",
                    SigningClock.ABSENCE.toDays());
        }
        Optional<FileAudit> audit = ChecksAssembly.audit(configuration, register, clock, lifecycle);
        ExecutorService workers = workers();
        ThreadTimers timers =
                lifecycle.started("timers", new ThreadTimers(fault -> LOG.error("a bug in a timer", fault)));
        VtnBook book = new VtnBook(surroundings.clock());
        CurrentStates states = new CurrentStates(register);
        ChecksAssembly checks =
                ChecksAssembly.start(configuration, audit, register, states, store, clock, timers, workers, lifecycle);
        HttpVtnUpstream upstream = lifecycle.started(
                "vtn", new HttpVtnUpstream(configuration.link().messageOctets(), book));
        RegistrationRelay registrations = new RegistrationRelay();
        VtnUpstream vtns = VtnSide.upstream(upstream, register, configuration.push(), registrations);
        Delivery delivery = new Delivery(new Delivery.Needs(
                register,
                store,
                clock,
                timers,
                workers,
                vtns,
                surroundings.steps(),
                configuration.delivery(),
                configuration.link().messageOctets(),
                checks.checks(),
                states));
        lifecycle.started("requests under way", () -> awaitNone(delivery.underWay()));
        delivery.recover();
        lifecycle.started("reconcile", delivery.reconcile());
        lifecycle.started(
                "clean-up",
                new Pruning(
                                store,
                                new Retention(
                                        configuration.store().bodies(),
                                        configuration.store().headers()),
                                clock,
                                timers,
                                configuration.store().prune(),
                                workers)
                        .start());
        Counterparts counterparts = delivery.counterparts();
        Inbox inbox = delivery.inbox();
        ConfigurationDesk desk = new ConfigurationDesk(clock, store);
        LinkServices services = new LinkServices(
                counterparts,
                inbox,
                delivery.pump(),
                desk,
                providers.ecdsa(),
                clock,
                timers,
                configuration.link().hello(),
                configuration.link().messageOctets(),
                configuration.link().refusals());
        Map<EntityIdentifier, Refusals> refusals = new LinkedHashMap<>();
        register.dsrsps().forEach(dsrsp -> refusals.put(dsrsp.entity(), new Refusals(checks.audit())));
        TrustWatch trust = lifecycle.started(
                "trust",
                TrustWatch.open(configuration.trust(), configuration.revocationLists(), clock, timers, workers));
        states.revoking(certificate -> trust.current().names(List.of(certificate)));
        CertificateQuarantine refused = new CertificateQuarantine(clock);
        LinkDoors doors = new LinkDoors(trust, refused, clock);
        StatusWatch changes = lifecycle.started(
                "states of CEMs", new StatusWatch(store, states, clock, timers, workers, doors::lookAgain).start());
        Map<EntityIdentifier, LinkListener> links = links(register, services, refusals, doors);
        trust.start(doors::reload);
        SleepWatch sleep = lifecycle.started("sleep watch", new SleepWatch(surroundings.clock(), timers).start());
        PushTokens tokens = lifecycle.started("push tokens", new PushTokens(register, timers, workers).start());
        PushListener push = listeners.started(
                "push",
                configuration.push().address().toString(),
                () -> PushListener.start(configuration.push(), register, tokens, delivery.outbox(), timers, sleep));
        Optional<TunnelAssembly.Running> tunnel = configuration
                .tunnel()
                .map(settings -> new TunnelAssembly(
                                new TunnelAssembly.Needs(
                                        register, store, delivery, desk, providers.ecdsa(), clock, timers, workers),
                                listeners)
                        .start(settings));
        Moves moves = lifecycle.started(
                "moves", new Moves(register, store, counterparts, desk, clock, timers, workers).start());
        VenPolls polls = lifecycle.started(
                "polling for VENs",
                VtnSide.polls(register, configuration.store(), vtns, delivery, timers, surroundings.random()));
        registrations.to(polls);
        Health health = health(store, clock, links, push, tunnel, checks);
        Status status = new Status(
                register,
                store,
                delivery,
                desk,
                refusals,
                clock,
                providers.name(),
                polls::reports,
                book::reports,
                () -> tunnel.map(each -> each.journal().report()),
                trust::report);
        OperatorTokens access = OperatorTokens.of(configuration.access());
        OperatorListener operator = listeners.started(
                "operator",
                configuration.operator().toString(),
                () -> OperatorListener.start(
                        configuration.operator(),
                        new OperatorPages(
                                health,
                                status,
                                new DeadLetters(store),
                                new MovePages(moves, checks.audit()),
                                new CemStates(register, changes, checks.audit()),
                                new QuarantinePages(
                                        store,
                                        checks.audit(),
                                        checks::proposal,
                                        new HeldMessagePages(store, delivery.heldRequests(), checks.audit())),
                                new RecoveryPages(
                                        counterparts,
                                        new RecoveryDesk(clock, providers.ecdsa()),
                                        () -> trust.current().anchors(),
                                        checks.audit(),
                                        clock),
                                refused),
                        access));
        return new GatewayServer(
                lifecycle,
                links,
                push.port(),
                operator.port(),
                tunnel.map(each -> each.listener().port()),
                configuration);
    }

    private Map<EntityIdentifier, LinkListener> links(
            Register register, LinkServices services, Map<EntityIdentifier, Refusals> refusals, LinkDoors doors) {
        Map<EntityIdentifier, LinkListener> links = new LinkedHashMap<>();
        AtomicLong ids = new AtomicLong();
        for (Dsrsp dsrsp : register.dsrsps()) {
            LinkListener.Settings settings = new LinkListener.Settings(
                    dsrsp.host(),
                    dsrsp.port(),
                    configuration.link().idle(),
                    configuration.link().messageOctets(),
                    configuration.link().door());
            String where = dsrsp.host() + ":" + dsrsp.port();
            links.put(
                    dsrsp.entity(),
                    listeners.started(
                            "link of DSRSP " + dsrsp.entity(),
                            where,
                            () -> doors.open(
                                    dsrsp,
                                    settings,
                                    new Admission(dsrsp, services, ids, doors.trust(), doors.witness()),
                                    Objects.requireNonNull(refusals.get(dsrsp.entity())))));
        }
        Draining draining = new Draining(
                services.counterparts(),
                services.clock(),
                surroundings.random(),
                configuration.link().drain());
        lifecycle.started("links of CEMs", () -> {
            links.values().forEach(LinkListener::stopAccepting);
            draining.run();
        });
        return links;
    }

    private void awaitNone(UnderWay underWay) throws InterruptedException {
        if (!underWay.awaitNone(configuration.link().finish())) {
            LOG.warn("requests to VTNs are still under way at the stop; they will be answered in doubt");
        }
    }

    private ExecutorService workers() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> new Thread(task, "worker-" + number.incrementAndGet());
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS, factory);
        lifecycle.started("workers", () -> {
            workers.shutdown();
            if (!workers.awaitTermination(WORKERS_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("workers are still busy");
            }
        });
        return workers;
    }

    private static Health health(
            LinkStore store,
            SigningClock clock,
            Map<EntityIdentifier, LinkListener> links,
            PushListener push,
            Optional<TunnelAssembly.Running> tunnel,
            ChecksAssembly checks) {
        Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
        parts.put("store", new StoreLook(store));
        parts.put("audit", checks::problem);
        parts.put("clock", () -> unless(clock.maySign(), "it has jumped: check the time, start with --accept-clock"));
        links.forEach((dsrsp, listener) -> parts.put("link " + dsrsp, () -> unless(listener.isUp(), NOT_LISTENING)));
        parts.put("push", () -> unless(push.isUp(), NOT_LISTENING));
        tunnel.ifPresent(running -> parts.put("tunnel", running::problem));
        return new Health(parts);
    }

    private static Optional<String> unless(boolean works, String problem) {
        return works ? Optional.empty() : Optional.of(problem);
    }
}
