package uk.route2b.prove.simulation;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.prove.book.Ticks;
import uk.route2b.server.store.GatewayStore;

/** Everything that one simulation has: both products, what stands between them, and whether faults are drawn. */
final class World {
    private final VirtualTime time = new VirtualTime();
    private final Happenings happenings = new Happenings(new Trace(time));
    private final Ticks ticks = new Ticks();
    private final Routes routes = new Routes(ticks, happenings);
    private final Cast cast;
    private final SimulationPlant plant;
    private final Chance chance;
    private final SimulatedNetwork network;
    private final VtnSide vtn;
    private final GatewayHouse house;
    private final Map<EntityIdentifier, SimulatedMeter> meters = new LinkedHashMap<>();
    private final Map<Household, Home> homes = new LinkedHashMap<>();
    private @Nullable Day day;
    private boolean rough;
    private boolean vensSlow;

    /**
     * A world in which nothing runs yet.
     *
     * @param stores makes the gateway's store, with its clock
     */
    World(Cast cast, Function<InstantSource, GatewayStore> stores, SimulationPlant plant, long seed) {
        this.cast = cast;
        this.plant = plant;
        this.chance = new Chance(seed);
        this.network = new SimulatedNetwork(time, chance.branch(), cast, happenings, routes, this::gateway);
        this.vtn = new VtnSide(this, chance.branch());
        WallClock clock = new WallClock(time, Cast.START);
        this.house = new GatewayHouse(this, stores.apply(clock), clock, meters, chance.branch());
        cast.households().forEach(this::furnish);
        routes.onCameByMeter(id -> day().cameByMeter(id));
    }

    private void furnish(Household household) {
        EntityIdentifier meter = household.meter();
        meters.put(
                meter,
                new SimulatedMeter(household, time, chance.branch(), happenings, routes, text -> alert(meter, text)));
        homes.put(household, new Home(this, household, chance.branch()));
    }

    /** While no gateway runs the smart meter system keeps an alert, for some time. */
    private void alert(EntityIdentifier meter, String text) {
        gateway()
                .ifPresentOrElse(
                        side -> side.alert(meter, text),
                        () -> time.after(DayTime.MINUTE, () -> gateway().ifPresent(side -> side.alert(meter, text))));
    }

    /** Begins a day. */
    Day begin(int number) {
        day = new Day(this, number, ticks);
        routes.dayIsOver();
        homes.values().forEach(home -> home.cem().ifPresent(CemSide::dayBegins));
        return day;
    }

    /** Whether faults are drawn by chance everywhere. */
    void rough(boolean now) {
        rough = now;
        network.rough(now);
        meters.values().forEach(meter -> meter.rough(now));
    }

    boolean isRough() {
        return rough;
    }

    void vensSlow(boolean now) {
        vensSlow = now;
    }

    /** How long a payload waits until its VEN polls. */
    long venDelay() {
        if (vensSlow) {
            happenings.counts().add(Fault.VEN_SLOW.words());
            return chance.between(2 * DayTime.MINUTE, 15 * DayTime.MINUTE);
        }
        return chance.between(50, 10 * DayTime.SECOND);
    }

    VirtualTime time() {
        return time;
    }

    Happenings happenings() {
        return happenings;
    }

    Routes routes() {
        return routes;
    }

    Cast cast() {
        return cast;
    }

    SimulationPlant plant() {
        return plant;
    }

    Chance chance() {
        return chance;
    }

    SimulatedNetwork network() {
        return network;
    }

    VtnSide vtn() {
        return vtn;
    }

    GatewayHouse house() {
        return house;
    }

    Optional<GatewaySide> gateway() {
        return house.gateway();
    }

    List<Home> homes() {
        return List.copyOf(homes.values());
    }

    Optional<CemSide> cem(Household household) {
        return Optional.ofNullable(homes.get(household)).flatMap(Home::cem);
    }

    SimulatedMeter meter(Household household) {
        SimulatedMeter meter = meters.get(household.meter());
        if (meter == null) {
            throw new IllegalArgumentException(household.name() + " has no meter");
        }
        return meter;
    }

    /** Today. */
    Day day() {
        if (day == null) {
            throw new IllegalStateException("no day has begun");
        }
        return day;
    }
}
