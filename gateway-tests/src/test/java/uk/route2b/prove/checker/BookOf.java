package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.prove.book.Arrival;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Delivery;
import uk.route2b.prove.book.Life;
import uk.route2b.prove.book.Push;
import uk.route2b.prove.book.Request;

/** Books written by hand. */
final class BookOf {
    static final String VEN = "VEN_1";
    static final String CEM = "cem-1";

    private final List<Push> pushes = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();

    BookOf pushed(String id, long began, long acknowledged) {
        pushes.add(new Push(id, VEN, false, began, OptionalLong.of(acknowledged), false));
        return this;
    }

    BookOf pushedInVain(String id, long began) {
        pushes.add(new Push(id, VEN, false, began, OptionalLong.empty(), false));
        return this;
    }

    BookOf pushedEvents(String id, long began, long acknowledged) {
        pushes.add(new Push(id, VEN, true, began, OptionalLong.of(acknowledged), false));
        return this;
    }

    BookOf refusedEvents(String id, long began) {
        pushes.add(new Push(id, VEN, true, began, OptionalLong.empty(), true));
        return this;
    }

    BookOf delivered(String id, long at, int life) {
        deliveries.add(new Delivery(id, VEN, at, CEM, life));
        return this;
    }

    BookOf deliveredTo(String ven, String id, long at) {
        deliveries.add(new Delivery(id, ven, at, CEM, 1));
        return this;
    }

    BookOf asked(String id, long began, long ended, String answer) {
        requests.add(new Request(
                id, VEN, began, OptionalLong.of(ended), Optional.of(answer).filter(text -> !text.isEmpty())));
        return this;
    }

    BookOf arrived(String id, long at, String answer) {
        arrivals.add(new Arrival(id, VEN, at, answer));
        return this;
    }

    BookOf killed(int life, int done, long at) {
        lives.add(new Life(CEM, life, done, at));
        return this;
    }

    Books books() {
        return new Books(pushes, deliveries, requests, arrivals, lives);
    }

    List<Breach.Kind> breaches() {
        return Checker.settled(books()).breaches().stream().map(Breach::kind).toList();
    }
}
