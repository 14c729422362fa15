package uk.route2b.server.operator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.link.Refusals;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Register;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.tls.TrustWatch;
import uk.route2b.server.tunnel.duis.DuisJournal;
import uk.route2b.server.vtn.VtnReport;
import uk.route2b.server.vtn.poll.PollReport;

/** How every CEM stands, asked in its own lane. Safe for use by several threads; it blocks until all have answered. */
public final class Status {
    private static final long ANSWER_SECONDS = 30;

    private final Register register;
    private final GatewayStore store;
    private final Delivery delivery;
    private final ConfigurationDesk desk;
    private final Map<EntityIdentifier, Refusals> refusals;
    private final InstantSource clock;
    private final String provider;
    private final Supplier<List<PollReport>> polls;
    private final Supplier<Optional<DuisJournal.Report>> tunnel;
    private final Supplier<List<VtnReport>> vtns;
    private final Supplier<TrustWatch.Report> trust;

    /**
     * @param refusals who was refused before a link began, by DSRSP
     * @param provider who verifies signatures
     * @param polls how polling in the place of VENs stands
     * @param tunnel how route 2a stands; empty for a gateway without it
     * @param vtns how VTNs answer
     * @param trust how the files stand that say whom the link trusts
     */
    public Status(
            Register register,
            GatewayStore store,
            Delivery delivery,
            ConfigurationDesk desk,
            Map<EntityIdentifier, Refusals> refusals,
            InstantSource clock,
            String provider,
            Supplier<List<PollReport>> polls,
            Supplier<List<VtnReport>> vtns,
            Supplier<Optional<DuisJournal.Report>> tunnel,
            Supplier<TrustWatch.Report> trust) {
        this.trust = trust;
        this.polls = polls;
        this.vtns = vtns;
        this.tunnel = tunnel;
        this.refusals = Map.copyOf(refusals);
        this.register = register;
        this.store = store;
        this.delivery = delivery;
        this.desk = desk;
        this.clock = clock;
        this.provider = provider;
    }

    /** All of it. */
    public record Report(
            String time,
            String verifiedBy,
            DeliveryReport delivery,
            List<DsrspReport> dsrsps,
            List<PollReport> polls,
            List<VtnReport> vtns,
            Optional<DuisJournal.Report> tunnel,
            TrustWatch.Report trust) {}

    /**
     * One DSRSP.
     *
     * @param configuration version that the DSRSP's own configuration file offers
     * @param configurations how many CEMs are how far with what they are to have
     * @param routes how many CEMs use each route: 2b while they have a link, else 2a where they have a meter, else none
     * @param refusedBeforeLink handshakes and upgrades by reason code
     */
    public record DsrspReport(
            String dsrsp,
            String supplierAccount,
            long configuration,
            Map<ConfigurationProgress, Long> configurations,
            long links,
            Map<String, Long> routes,
            Map<String, Long> refusedBeforeLink,
            List<CemStatusReport> cems) {}

    public Report report() {
        List<DsrspReport> dsrsps = register.dsrsps().stream().map(this::report).toList();
        return new Report(
                clock.instant().toString(),
                provider,
                DeliveryReport.of(store, delivery),
                dsrsps,
                polls.get(),
                vtns.get(),
                tunnel.get(),
                trust.get());
    }

    private DsrspReport report(Dsrsp dsrsp) {
        List<CompletableFuture<CemStatusReport>> asked = new ArrayList<>();
        for (Counterpart counterpart : delivery.counterparts().all()) {
            if (counterpart.dsrsp().entity().equals(dsrsp.entity())) {
                asked.add(CompletableFuture.supplyAsync(() -> CemStatusReport.of(counterpart, desk), counterpart.lane())
                        .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS));
            }
        }
        List<CemStatusReport> cems = asked.stream().map(CompletableFuture::join).toList();
        long links = cems.stream().filter(cem -> cem.route().equals("2b")).count();
        return new DsrspReport(
                dsrsp.entity().toString(),
                dsrsp.supplierAccount(),
                dsrsp.offer().version(),
                cems.stream()
                        .collect(Collectors.groupingBy(
                                CemStatusReport::configuration, TreeMap::new, Collectors.counting())),
                links,
                new TreeMap<>(
                        cems.stream().collect(Collectors.groupingBy(CemStatusReport::route, Collectors.counting()))),
                refusals.getOrDefault(dsrsp.entity(), new Refusals()).byReason(),
                cems);
    }
}
