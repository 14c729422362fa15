package uk.route2b.prove.simulation;

import java.time.Duration;
import java.util.Optional;
import uk.route2b.prove.book.Ledger;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.delivery.PushOutcome;
import uk.route2b.server.delivery.PushVerdict;
import uk.route2b.server.register.Ven;
import uk.route2b.server.vtn.PushedPayload;

/** One message of a VTN: pushed again with the same octets, as VTNs do, until it is answered for good. */
final class Pushing {
    /**
     * What an impatient VTN gives the gateway, and one that waits for its CEM as long as the event is worth something.
     */
    private static final Duration IMPATIENT = Duration.ofSeconds(30);

    private static final Duration PATIENT = Cast.EXPIRES.multipliedBy(3);
    private final World world;
    private final Household household;
    private final String id;
    private final PushedPayload payload;
    private final boolean replaces;
    private final Ledger ledger;
    private final Chance chance;
    private int attempt;
    private boolean over;

    /** @param replaces whether it really makes older ones superfluous, whatever the gateway is told */
    Pushing(
            World world,
            Household household,
            String id,
            PushedPayload payload,
            boolean replaces,
            Ledger ledger,
            Chance chance) {
        this.world = world;
        this.household = household;
        this.id = id;
        this.payload = payload;
        this.replaces = replaces;
        this.ledger = ledger;
        this.chance = chance;
    }

    String id() {
        return id;
    }

    boolean isOver() {
        return over;
    }

    void begin() {
        ledger.pushing(id, Day.line(payload.ven().id(), payload.urgent()), replaces);
        world.happenings()
                .note("VTN pushes " + id + " " + payload.kind() + " for "
                        + payload.ven().id());
        again();
    }

    private void again() {
        if (over) {
            return;
        }
        int number = ++attempt;
        Optional<GatewaySide> gateway = world.gateway();
        Duration patience = patience(payload.ven());
        gateway.ifPresent(side -> side.push(household, payload, patience, verdict -> answered(side, number, verdict)));
        long wait = gateway.isPresent() ? patience.toMillis() + 30 * DayTime.SECOND : 20 * DayTime.SECOND;
        later(number, wait);
    }

    private static Duration patience(Ven ven) {
        boolean patient = ven.vtn().answer() == PushAnswer.AFTER_CEM
                && ven.vtn().expires().isPresent();
        return patient ? PATIENT : IMPATIENT;
    }

    private void later(int number, long wait) {
        world.time().after(wait, () -> {
            if (number == attempt) {
                again();
            }
        });
    }

    private void answered(GatewaySide side, int number, PushVerdict verdict) {
        if (over || number != attempt) {
            return;
        }
        PushOutcome outcome = verdict.outcome();
        if (outcome instanceof PushOutcome.Later postponed) {
            if (postponed.reason().startsWith("queue")) {
                world.happenings().fault(Fault.GATEWAY_FULL, id + " finds " + postponed.reason());
            }
            later(number, chance.between(15 * DayTime.SECOND, 60 * DayTime.SECOND));
        } else if (chance.oneIn(25) && world.isRough()) {
            world.happenings().note("the answer to the push of " + id + " is lost");
            later(number, 20 * DayTime.SECOND);
        } else {
            end(outcome);
            side.told(household, verdict);
        }
    }

    private void end(PushOutcome outcome) {
        over = true;
        if (outcome instanceof PushOutcome.Failed failed) {
            ledger.refused(id, failed.state() + " " + failed.reason());
            world.happenings().note("VTN is told of " + id + ": " + failed.state() + " " + failed.reason());
        } else if (outcome instanceof PushOutcome.TooLong) {
            ledger.refused(id, "too long");
        } else if (outcome instanceof PushOutcome.Unfit unfit) {
            ledger.refused(id, unfit.reason());
        } else {
            ledger.acknowledged(id);
            world.happenings().note("VTN is told of " + id + ": taken");
        }
        world.day().changed();
    }
}
