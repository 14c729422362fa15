package uk.route2b.prove.book;

import java.util.List;

/** All books at one moment. */
public record Books(
        List<Push> pushes,
        List<Delivery> deliveries,
        List<Request> requests,
        List<Arrival> arrivals,
        List<Life> lives) {
    public Books {
        pushes = List.copyOf(pushes);
        deliveries = List.copyOf(deliveries);
        requests = List.copyOf(requests);
        arrivals = List.copyOf(arrivals);
        lives = List.copyOf(lives);
    }
}
