package uk.route2b.server.testing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.delivery.Inbox;
import uk.route2b.server.delivery.Outbox;
import uk.route2b.server.delivery.PushVerdict;
import uk.route2b.server.delivery.Step;
import uk.route2b.server.delivery.StepObserver;
import uk.route2b.server.link.LinkServices;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.LinkOffer;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.vtn.BoundedUpstream;
import uk.route2b.server.vtn.PushedPayload;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/** A gateway without sockets: one thread, time by hand, a store in memory, a VTN by hand. */
public final class Bench {
    /** Messages of a link that may be passed over in a minute. */
    public static final int REFUSALS = 8;

    public static final CemKey KEY = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestHierarchy HIERARCHY = TestHierarchy.create(START);
    /** Made once: hundreds of benches would otherwise spend their time on making keys. */
    private static final IssuedIdentity MESSAGE = organisation();

    private static final IssuedIdentity TLS = organisation();
    private static final IssuedIdentity CEM = HIERARCHY.device(DemoFiles.CEM_1, KeyUse.DIGITAL_SIGNATURE);

    /** A request at the VTN, and the future for its answer. */
    public record Asked(VtnRequest request, CompletableFuture<VtnAnswer> answer) {}

    public final HandTimers timers = new HandTimers(START);
    public final MemoryStore store = new MemoryStore("gateway", timers);
    public final Deque<Asked> asked = new ArrayDeque<>();
    public final IssuedIdentity message = MESSAGE;
    public final IssuedIdentity tls = TLS;
    public final IssuedIdentity cem = CEM;
    public final CemPen pen;
    public SigningClock clock;
    public CurrentStates states;
    public Counterparts counterparts;
    public Delivery delivery;
    public Inbox inbox;
    public ConfigurationDesk desk;
    public Outbox outbox;
    public LinkServices services;
    public final List<Walked> steps = new ArrayList<>();
    private final String[] venIds;
    private GatewayStore around;
    private PushAnswer answer = PushAnswer.AFTER_CEM;
    private Optional<Duration> expires = Optional.empty();
    private Checks checks = Checks.NONE;
    private DeliveryLimits limits = DeliveryLimits.DEFAULT;
    private StepObserver observer = (step, key) -> {};
    private long version = 1;
    private CemStatus status = CemStatus.ACTIVE;
    private boolean second;
    private boolean meter = true;
    private Duration jump = Duration.ZERO;
    private List<IssuedIdentity> signers = List.of(message);
    private Optional<Identity> linkAuthority = Optional.empty();
    private CemCertificate certificate = CemCertificate.SMKI;

    private static IssuedIdentity organisation() {
        return HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    public Bench(String... venIds) {
        this.venIds = venIds.length == 0 ? new String[] {"VEN_1"} : venIds;
        around = store;
        pen = new CemPen(cem, DemoFiles.CEM_1, timers.millis());
        restart();
    }

    /** A step of delivery that was reached. */
    public record Walked(Step step, CemKey key) {}

    /** What VTNs are told and when, from the next start on. */
    public Bench answering(PushAnswer newAnswer) {
        answer = newAnswer;
        return this;
    }

    /** After which time payloads are worth nothing, from the next start on. */
    public Bench expiring(Duration age) {
        expires = Optional.of(age);
        return this;
    }

    /** How much may wait, from the next start on. */
    public Bench limiting(DeliveryLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /** What is checked, from the next start on. */
    public Bench checking(Checks newChecks) {
        checks = newChecks;
        return this;
    }

    /** Puts something around the store, from the next start on. */
    public Bench around(UnaryOperator<GatewayStore> decorator) {
        around = decorator.apply(store);
        return this;
    }

    /** Does something at each step. */
    public Bench at(StepObserver newObserver) {
        observer = newObserver;
        return this;
    }

    /** Offers a newer link configuration from the next start on. */
    public Bench offering(long newVersion) {
        version = newVersion;
        return this;
    }

    /** Our message keys, the newest first, from the next start on. */
    public Bench signing(IssuedIdentity... newest) {
        signers = List.of(newest);
        return this;
    }

    /** A further message key of ours. */
    public IssuedIdentity furtherKey() {
        return HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    }

    /** CEMs show a certificate of the link authority, from the next start on. */
    public Bench enrolling() {
        certificate = CemCertificate.ENROL;
        linkAuthority = Optional.of(new Identity(
                HIERARCHY.deviceCa().key(), List.of(HIERARCHY.deviceCa().certificate())));
        return this;
    }

    public Bench with(CemStatus newStatus) {
        status = newStatus;
        return this;
    }

    /** Another CEM behind another meter, from the next start on. */
    public Bench withSecondCem() {
        second = true;
        return this;
    }

    /** The CEM has no meter, from the next start on. */
    public Bench withoutMeter() {
        meter = false;
        return this;
    }

    /** Sets the wall clock ahead. */
    public void jump(Duration ahead) {
        jump = ahead;
    }

    /** What a fall and a start leave: the store, and nothing else. */
    public final Bench restart() {
        clock = new SigningClock(() -> timers.instant().plus(jump), timers::nanos, java.util.OptionalLong.empty());
        Executor here = Runnable::run;
        Register register = new Register(List.of(dsrsp()));
        states = new CurrentStates(register);
        delivery = new Delivery(new Delivery.Needs(
                register,
                around,
                clock,
                timers,
                here,
                new BoundedUpstream(request -> {
                    CompletableFuture<VtnAnswer> given = new CompletableFuture<>();
                    asked.add(new Asked(request, given));
                    return given;
                }),
                (step, key) -> {
                    steps.add(new Walked(step, key));
                    observer.reached(step, key);
                },
                limits,
                65_536,
                checks,
                states));
        counterparts = delivery.counterparts();
        inbox = delivery.inbox();
        outbox = delivery.outbox();
        desk = new ConfigurationDesk(clock, around);
        services = new LinkServices(
                counterparts,
                inbox,
                delivery.pump(),
                desk,
                Ecdsa.PLATFORM,
                clock,
                timers,
                Duration.ofSeconds(10),
                65_536,
                REFUSALS);
        return this;
    }

    /** Pushes as a VTN does that waits for eight seconds. */
    public CompletableFuture<PushVerdict> push(String ven, String xml) {
        return push(ven, "kind", xml, false);
    }

    /** The same, where it does not matter what the VTN is told. */
    public void offer(String ven, String xml) {
        offer(ven, "kind", xml, false);
    }

    public void offer(String ven, String kind, String xml, boolean replaces) {
        if (push(ven, kind, xml, replaces).isCompletedExceptionally()) {
            throw new AssertionError("a verdict is a value");
        }
    }

    /** A list of events, which is urgent and takes the place of the one before. */
    public void urgent(String xml) {
        urgent(KEY, "events", xml, true);
    }

    public void urgent(CemKey key, String kind, String xml, boolean replaces) {
        Ven known = counterparts.find(key).orElseThrow().cem().vens().get(0);
        outbox.push(
                key,
                new PushedPayload(known, kind, true, replaces, OpenAdrExchange.of(Octets.ofText(xml))),
                Duration.ofSeconds(8),
                told -> told.payload().ifPresent(number -> outbox.told(key, number)));
    }

    public CompletableFuture<PushVerdict> push(String ven, String kind, String xml, boolean replaces) {
        CompletableFuture<PushVerdict> verdict = new CompletableFuture<>();
        OpenAdrExchange exchange = OpenAdrExchange.of(Octets.ofText(xml));
        Ven known = counterpart().cem().ven(ven).orElseThrow();
        PushedPayload pushed =
                new PushedPayload(known, kind, false, replaces, venIds.length > 1 ? exchange.forVen(ven) : exchange);
        outbox.push(KEY, pushed, Duration.ofSeconds(8), told -> {
            // The VTN's connection has taken it.
            told.payload().ifPresent(number -> outbox.told(KEY, number));
            verdict.complete(told);
        });
        return verdict;
    }

    private List<Ven> vens() {
        List<Ven> made = new ArrayList<>();
        for (String id : venIds) {
            // Each VEN has a VTN of its own, so that one of them can hang.
            Vtn vtn = new Vtn(
                    "vtn of " + id,
                    URI.create("http://127.0.0.1:1"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(8),
                    8,
                    answer,
                    expires);
            made.add(new Ven(id, vtn, Optional.empty()));
        }
        return made;
    }

    private Dsrsp dsrsp() {
        LinkOffer offer = LinkOffer.of(
                        version,
                        List.of(URI.create("wss://gateway.example/route2b")),
                        KeyIdentifier.of(tls.certificate().getPublicKey()),
                        KeyIdentifier.of(tls.chain().get(1).getPublicKey()),
                        LinkTimers.DEFAULT)
                .with(certificate);
        Cem registered = new Cem(
                DemoFiles.CEM_1,
                status,
                List.of(cem.certificate()),
                meter ? Optional.of(DemoFiles.METER_1) : Optional.empty(),
                Duration.ofSeconds(60),
                vens());
        Cem other = new Cem(
                DemoFiles.CEM_2, status, List.of(), Optional.of(DemoFiles.METER_2), Duration.ofSeconds(60), vens());
        return new Dsrsp(
                DemoFiles.DSRSP,
                signers.stream()
                        .map(each -> new Identity(each.key(), each.chain()))
                        .toList(),
                new Identity(tls.key(), tls.chain()),
                linkAuthority,
                "127.0.0.1",
                0,
                offer,
                "supplier",
                TrustAnchors.of(HIERARCHY.anchors()),
                second
                        ? Map.of(DemoFiles.CEM_1, registered, DemoFiles.CEM_2, other)
                        : Map.of(DemoFiles.CEM_1, registered));
    }

    public Counterpart counterpart() {
        return counterparts.find(KEY).orElseThrow();
    }

    public KeyIdentifier signer() {
        return KeyIdentifier.of(message.certificate().getPublicKey());
    }

    /** A device of the same hierarchy. */
    public IssuedIdentity device(uk.route2b.protocol.identity.EntityIdentifier entity) {
        return HIERARCHY.device(entity, KeyUse.DIGITAL_SIGNATURE);
    }
}
