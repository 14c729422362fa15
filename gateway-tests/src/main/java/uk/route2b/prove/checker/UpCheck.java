package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.book.Arrival;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Request;

/**
 * From VEN to VTN: each request at most once, in order, and no answer that the VTN did not give. A VEN that was given
 * the VTN's answer knows that its request arrived, so nothing acknowledged can be missing unless the answer is false.
 */
final class UpCheck {
    private UpCheck() {}

    static List<Breach> check(Books books) {
        Map<String, Request> requests = new HashMap<>();
        books.requests().forEach(request -> requests.put(request.id(), request));
        Map<String, Arrival> first = new HashMap<>();
        List<Passage> passages = new ArrayList<>();
        List<Breach> breaches = new ArrayList<>();
        for (Arrival arrival : books.arrivals()) {
            Request request = requests.get(arrival.id());
            if (request == null || !request.ven().equals(arrival.ven())) {
                breaches.add(new Breach(
                        Breach.Kind.PHANTOM, "the VTN got " + arrival.id() + " of " + arrival.ven() + ", never sent"));
            } else if (first.putIfAbsent(arrival.id(), arrival) != null) {
                breaches.add(new Breach(Breach.Kind.TWICE_UP, arrival.id() + " reached the VTN twice"));
            } else {
                passages.add(new Passage(request.id(), request.ven(), request.began(), request.ended(), arrival.at()));
            }
        }
        breaches.addAll(falseAnswers(books, first));
        breaches.addAll(OrderSweep.of(Breach.Kind.ORDER_UP, passages));
        return breaches;
    }

    private static List<Breach> falseAnswers(Books books, Map<String, Arrival> first) {
        List<Breach> breaches = new ArrayList<>();
        for (Request request : books.requests()) {
            Arrival arrival = first.get(request.id());
            boolean given = request.answer().isPresent()
                    && (arrival == null || !request.answer().get().equals(arrival.answer()));
            if (given) {
                breaches.add(new Breach(
                        Breach.Kind.FALSE_ANSWER,
                        request.ven() + " was answered " + request.answer().get() + " to " + request.id()
                                + (arrival == null ? ", which never reached the VTN" : ", which the VTN did not say")));
            }
        }
        return breaches;
    }
}
