package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Delivery;
import uk.route2b.prove.book.Life;

/**
 * What a VEN got more than once. The last hop is done after the HTTP answer (design section 9): what a CEM had handed
 * to its VENs and not yet stored as done when it was killed comes again, once for each such kill. So a repeat is
 * allowed if the message was handed in an earlier life of the same CEM that was killed, and each life allows as many as
 * it had handed and had not reported done.
 *
 * @param allowed repeats that such a kill explains
 */
record Repeats(List<Breach> breaches, int allowed) {
    Repeats {
        breaches = List.copyOf(breaches);
    }

    private record LifeName(String cem, int number) {}

    static Repeats of(Books books) {
        Map<LifeName, Integer> open = open(books);
        Map<String, LifeName> handed = new HashMap<>();
        List<Breach> breaches = new ArrayList<>();
        int allowed = 0;
        for (Delivery delivery : books.deliveries()) {
            LifeName now = new LifeName(delivery.cem(), delivery.life());
            LifeName before = handed.put(delivery.id(), now);
            if (before == null) {
                continue;
            }
            int left = before.equals(now) ? 0 : open.getOrDefault(before, 0);
            if (left > 0) {
                open.put(before, left - 1);
                allowed++;
            } else {
                breaches.add(breach(delivery, before));
            }
        }
        return new Repeats(breaches, allowed);
    }

    /** How many payloads each killed life had handed and not reported done. */
    private static Map<LifeName, Integer> open(Books books) {
        Map<LifeName, Set<String>> handed = new HashMap<>();
        books.deliveries()
                .forEach(delivery -> handed.computeIfAbsent(
                                new LifeName(delivery.cem(), delivery.life()), ignored -> new HashSet<>())
                        .add(delivery.id()));
        Map<LifeName, Integer> open = new HashMap<>();
        for (Life life : books.lives()) {
            LifeName name = new LifeName(life.cem(), life.number());
            open.put(name, Math.max(0, handed.getOrDefault(name, Set.of()).size() - life.done()));
        }
        return open;
    }

    private static Breach breach(Delivery delivery, LifeName before) {
        return new Breach(
                Breach.Kind.TWICE_DOWN,
                delivery.ven() + " received " + delivery.id() + " again, in life " + delivery.life() + " of "
                        + delivery.cem() + " after life " + before.number()
                        + ", and no kill between answer and storing explains it");
    }
}
