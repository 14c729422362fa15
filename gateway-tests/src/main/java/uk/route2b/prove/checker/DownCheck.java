package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Delivery;
import uk.route2b.prove.book.Push;

/** From VTN to VEN: what was acknowledged arrives or was replaced, in order, and nothing comes from nowhere. */
final class DownCheck {
    private final Books books;
    private final Map<String, Push> byId = new LinkedHashMap<>();
    private final Set<String> arrived = new HashSet<>();

    DownCheck(Books books) {
        this.books = books;
        books.pushes().forEach(push -> byId.put(push.id(), push));
        books.deliveries().forEach(delivery -> arrived.add(delivery.id()));
    }

    List<Breach> phantoms() {
        return books.deliveries().stream()
                .filter(delivery -> {
                    Push push = byId.get(delivery.id());
                    return push == null || !push.ven().equals(delivery.ven());
                })
                .map(delivery -> new Breach(
                        Breach.Kind.PHANTOM,
                        delivery.ven() + " received " + delivery.id() + ", which was not pushed for it"))
                .toList();
    }

    /** First arrivals; of lists of events every arrival, because an old list must not come back over a newer one. */
    List<Breach> order() {
        List<Passage> passages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Delivery delivery : books.deliveries()) {
            Push push = byId.get(delivery.id());
            if (push != null && (seen.add(delivery.id()) || push.replaces())) {
                passages.add(new Passage(push.id(), push.ven(), push.began(), push.acknowledged(), delivery.at()));
            }
        }
        // A repeated list of events is compared with lists of events only.
        List<Breach> breaches = new ArrayList<>(OrderSweep.of(Breach.Kind.ORDER_DOWN, first(passages)));
        OrderSweep.of(Breach.Kind.ORDER_DOWN, lists(passages)).stream()
                .filter(breach -> !breaches.contains(breach))
                .forEach(breaches::add);
        return breaches;
    }

    private static List<Passage> first(List<Passage> passages) {
        Set<String> seen = new HashSet<>();
        return passages.stream().filter(passage -> seen.add(passage.id())).toList();
    }

    private List<Passage> lists(List<Passage> passages) {
        return passages.stream()
                .filter(passage -> {
                    Push push = byId.get(passage.id());
                    return push != null && push.replaces();
                })
                .toList();
    }

    List<Breach> lost() {
        return missing().stream()
                .filter(push -> !isReplaced(push))
                .map(push -> new Breach(
                        Breach.Kind.LOST,
                        push.id() + " for " + push.ven() + " was acknowledged to the VTN and never arrived"))
                .toList();
    }

    int superseded() {
        return (int) missing().stream().filter(this::isReplaced).count();
    }

    private List<Push> missing() {
        return books.pushes().stream()
                .filter(push -> push.acknowledged().isPresent() && !arrived.contains(push.id()))
                .toList();
    }

    /**
     * By one that was not over before this one began, and that arrived, or of which the VTN was told that it did not:
     * only the newest counts, so whoever knows about that one knows enough.
     */
    private boolean isReplaced(Push old) {
        return old.replaces()
                && books.pushes().stream()
                        .filter(newer -> newer.replaces() && newer.ven().equals(old.ven()))
                        .filter(newer -> arrived.contains(newer.id()) || newer.refused())
                        .anyMatch(newer -> newer.acknowledged().orElse(Long.MAX_VALUE) > old.began());
    }
}
