package uk.route2b.prove.simulation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.world.Payloads;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;

/** The VTNs: they note each request as it comes, and answer soon, too late or not at all. */
final class VtnSide {
    private static final long LATE = 8 * DayTime.SECOND;
    private final VirtualTime time;
    private final Chance chance;
    private final Happenings happenings;
    private final World world;
    private long marks;
    private boolean down;
    private boolean slow;

    VtnSide(World world, Chance chance) {
        this.world = world;
        this.time = world.time();
        this.chance = chance;
        this.happenings = world.happenings();
    }

    void down(boolean now) {
        down = now;
    }

    void slow(boolean now) {
        slow = now;
    }

    /** A request leaves {@code caller}; it arrives also if that one dies now. */
    CompletionStage<VtnAnswer> forward(VirtualProcess caller, VtnRequest request) {
        CompletableFuture<VtnAnswer> answer = new CompletableFuture<>();
        if (caller.isAlive() && down) {
            happenings.fault(Fault.VTN_DOWN, request.vtn().name() + " is down");
            answer(caller, 100, answer, VtnAnswer.UNAVAILABLE);
        } else if (caller.isAlive()) {
            String xml = request.body().text();
            time.after(chance.between(5, 50), () -> arrived(caller, xml, answer));
        }
        return answer;
    }

    private void arrived(VirtualProcess caller, String xml, CompletableFuture<VtnAnswer> answer) {
        String mark = "M" + ++marks;
        world.day().arrived(xml, mark);
        if (slow && chance.percent(60)) {
            happenings.fault(Fault.VTN_SLOW, "a VTN answers too late");
            answer(caller, LATE, answer, VtnAnswer.UNAVAILABLE);
        } else {
            Octets body = Octets.ofText(Payloads.answer(mark));
            answer(caller, chance.between(10, 400), answer, new VtnAnswer(200, Optional.of("application/xml"), body));
        }
    }

    private static void answer(
            VirtualProcess caller, long delay, CompletableFuture<VtnAnswer> answer, VtnAnswer given) {
        caller.after(Duration.ofMillis(delay), () -> answer.complete(given));
    }
}
