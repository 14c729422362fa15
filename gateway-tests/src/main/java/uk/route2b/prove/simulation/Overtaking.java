package uk.route2b.prove.simulation;

import java.util.Set;
import uk.route2b.prove.book.Arrival;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Delivery;
import uk.route2b.prove.book.Push;
import uk.route2b.prove.book.Request;

/** Takes messages out of the comparison of order: order is kept on a route, and what goes by 2a may overtake. */
final class Overtaking {
    private Overtaking() {}

    /** The same books with each of {@code ids} in a line of its own. */
    static Books allowed(Books books, Set<String> ids) {
        return new Books(
                books.pushes().stream()
                        .map(push -> ids.contains(push.id()) ? own(push) : push)
                        .toList(),
                books.deliveries().stream()
                        .map(each -> ids.contains(each.id()) ? own(each) : each)
                        .toList(),
                books.requests().stream()
                        .map(each -> ids.contains(each.id()) ? own(each) : each)
                        .toList(),
                books.arrivals().stream()
                        .map(each -> ids.contains(each.id()) ? own(each) : each)
                        .toList(),
                books.lives());
    }

    private static String own(String line, String id) {
        return line + ", " + id;
    }

    private static Push own(Push push) {
        return new Push(
                push.id(),
                own(push.ven(), push.id()),
                push.replaces(),
                push.began(),
                push.acknowledged(),
                push.refused());
    }

    private static Delivery own(Delivery each) {
        return new Delivery(each.id(), own(each.ven(), each.id()), each.at(), each.cem(), each.life());
    }

    private static Request own(Request each) {
        return new Request(each.id(), own(each.ven(), each.id()), each.began(), each.ended(), each.answer());
    }

    private static Arrival own(Arrival each) {
        return new Arrival(each.id(), own(each.ven(), each.id()), each.at(), each.answer());
    }
}
