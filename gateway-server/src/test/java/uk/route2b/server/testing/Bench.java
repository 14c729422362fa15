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
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.Downlink;
import uk.route2b.server.delivery.Inbox;
import uk.route2b.server.delivery.Uplink;
import uk.route2b.server.link.LinkServices;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;
import uk.route2b.server.register.LinkOffer;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Ven;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/** A gateway without sockets: one thread, time by hand, a store in memory, a VTN by hand. */
public final class Bench {
    public static final CemKey KEY = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestHierarchy HIERARCHY = TestHierarchy.create(START);

    /** A request at the VTN, and the future for its answer. */
    public record Asked(VtnRequest request, CompletableFuture<VtnAnswer> answer) {}

    public final HandTimers timers = new HandTimers(START);
    public final MemoryStore store = new MemoryStore("gateway", timers::instant);
    public final Deque<Asked> asked = new ArrayDeque<>();
    public final IssuedIdentity message =
            HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    public final IssuedIdentity tls =
            HIERARCHY.organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE);
    public final IssuedIdentity cem = HIERARCHY.device(DemoFiles.CEM_1, KeyUse.DIGITAL_SIGNATURE);
    public final CemPen pen;
    public SigningClock clock;
    public Counterparts counterparts;
    public Uplink uplink;
    public Inbox inbox;
    public ConfigurationDesk desk;
    public Downlink downlink;
    public LinkServices services;
    private final List<Ven> vens;
    private long version = 1;
    private CemStatus status = CemStatus.ACTIVE;
    private Duration jump = Duration.ZERO;

    public Bench(String... venIds) {
        Vtn vtn = new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:1"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8),
                8,
                PushAnswer.AFTER_CEM,
                Optional.empty());
        List<Ven> made = new ArrayList<>();
        for (String id : venIds.length == 0 ? new String[] {"VEN_1"} : venIds) {
            made.add(new Ven(id, vtn, Optional.empty()));
        }
        vens = List.copyOf(made);
        pen = new CemPen(cem, DemoFiles.CEM_1, timers.millis());
        restart();
    }

    /** Offers a newer link configuration from the next start on. */
    public Bench offering(long newVersion) {
        version = newVersion;
        return this;
    }

    public Bench with(CemStatus newStatus) {
        status = newStatus;
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
        counterparts = new Counterparts(new Register(List.of(dsrsp())), store, clock, here);
        uplink = new Uplink(
                request -> {
                    CompletableFuture<VtnAnswer> answer = new CompletableFuture<>();
                    asked.add(new Asked(request, answer));
                    return answer;
                },
                timers,
                65_536);
        inbox = new Inbox(uplink, 65_536);
        desk = new ConfigurationDesk(clock);
        downlink = new Downlink(counterparts, clock, 65_536);
        services = new LinkServices(
                counterparts, inbox, desk, Ecdsa.PLATFORM, clock, timers, Duration.ofSeconds(10), 65_536);
        return this;
    }

    private Dsrsp dsrsp() {
        LinkOffer offer = new LinkOffer(
                version,
                List.of(URI.create("wss://gateway.example/route2b")),
                KeyIdentifier.of(tls.certificate().getPublicKey()),
                KeyIdentifier.of(tls.chain().get(1).getPublicKey()),
                LinkTimers.DEFAULT);
        Cem registered = new Cem(
                DemoFiles.CEM_1,
                status,
                List.of(cem.certificate()),
                Optional.of(DemoFiles.METER_1),
                Duration.ofSeconds(60),
                vens);
        return new Dsrsp(
                DemoFiles.DSRSP,
                List.of(new Identity(message.key(), message.chain())),
                new Identity(tls.key(), tls.chain()),
                "127.0.0.1",
                0,
                offer,
                "supplier",
                TrustAnchors.of(HIERARCHY.anchors()),
                Map.of(DemoFiles.CEM_1, registered));
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
