package uk.route2b.prove.simulation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.world.Payloads;

/** One request of a VEN: asked once, whatever becomes of it. */
final class Asking {
    private final World world;
    private final Household household;
    private final String id;
    private final OpenAdrRequest request;
    private final Ledger ledger;
    private CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    private boolean asked;
    private boolean over;

    Asking(World world, Household household, String id, OpenAdrRequest request, Ledger ledger) {
        this.world = world;
        this.household = household;
        this.id = id;
        this.request = request;
        this.ledger = ledger;
    }

    String id() {
        return id;
    }

    boolean isOver() {
        return over;
    }

    /** Asks as soon as there is a CEM to ask. */
    void begin() {
        Optional<CemSide> cem = world.cem(household);
        if (cem.isEmpty()) {
            world.time().after(10 * DayTime.SECOND, this::begin);
            return;
        }
        asked = true;
        ledger.asking(id, Day.line(request.ven().orElseThrow(), request.urgent()));
        world.happenings().note("VEN asks " + id + (request.urgent() ? ", urgent" : ""));
        told = cem.get().send(request).thenAccept(this::answered);
    }

    private void answered(OpenAdrAnswer answer) {
        if (over) {
            return;
        }
        if (answer instanceof OpenAdrAnswer.Answered answered) {
            end(answered.status() == 200 ? Payloads.id(answered.body().text()) : Optional.empty(), "answered");
        } else if (answer instanceof OpenAdrAnswer.Receipted receipted) {
            world.happenings().counts().add("requests receipted: " + receipted.status() + " " + receipted.detail());
            end(Optional.empty(), receipted.status() + " " + receipted.detail());
        } else {
            String reason = ((OpenAdrAnswer.NotSent) answer).reason();
            world.happenings().counts().add("requests not sent: " + reason);
            end(Optional.empty(), reason);
        }
    }

    /** The CEM is dead: nobody waits there any more, although what is signed goes on. */
    void cemDied(Household dead) {
        if (asked && !over && dead.equals(household)) {
            told.cancel(false);
            end(Optional.empty(), "the CEM died");
        }
    }

    private void end(Optional<String> mark, String how) {
        over = true;
        ledger.asked(id, mark);
        world.happenings()
                .note("VEN is told of " + id + ": " + how
                        + mark.map(given -> " " + given).orElse(""));
        world.day().changed();
    }
}
