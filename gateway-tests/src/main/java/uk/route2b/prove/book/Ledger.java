package uk.route2b.prove.book;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where VTN and VENs write while the proof runs. Safe for use by several threads. */
public final class Ledger {
    private final Ticks ticks;
    private final Map<String, Push> pushes = new LinkedHashMap<>();
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>();
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Set<String> heldBySleepers = new HashSet<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Set<String>> undelivered = new LinkedHashMap<>();

    public Ledger(Ticks ticks) {
        this.ticks = ticks;
    }

    /** The VTN begins to push a new message. */
    public synchronized void pushing(String id, String ven, boolean replaces) {
        pushes.put(id, new Push(id, ven, replaces, ticks.next(), OptionalLong.empty(), false));
        if (!replaces) {
            undelivered.computeIfAbsent(ven, ignored -> new HashSet<>()).add(id);
        }
    }

    /** The VTN has read a 200. */
    public synchronized void acknowledged(String id) {
        changePush(id, push -> push.acknowledgedAt(ticks.next()));
    }

    /** How many messages of the VTN are on their way to {@code ven}, lists of events apart. */
    public synchronized int undelivered(String ven) {
        return undelivered.getOrDefault(ven, Set.of()).size();
    }

    /** The VTN has read an answer after which it does not push this message again. */
    public synchronized void refused(String id, String why) {
        changePush(id, Push::refusedForGood);
        undelivered.values().forEach(ids -> ids.remove(id));
        refusals.merge(why, 1, Integer::sum);
    }

    /** Final refusals that the VTN was given, by what it was told. */
    public synchronized Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    private void changePush(String id, UnaryOperator<Push> change) {
        pushes.computeIfPresent(id, (same, push) -> change.apply(push));
    }

    /** A VEN has read a pushed message. */
    public synchronized void delivered(String id, String ven, String cem, int life) {
        deliveries.add(new Delivery(id, ven, ticks.next(), cem, life));
        undelivered.getOrDefault(ven, new HashSet<>()).remove(id);
    }

    /** A VEN begins to ask. */
    public synchronized void asking(String id, String ven) {
        requests.put(id, new Request(id, ven, ticks.next(), OptionalLong.empty(), Optional.empty()));
        waiting.put(id, ven);
    }

    /** A VEN's request is over for it. */
    public synchronized void asked(String id, Optional<String> answer) {
        boolean mayStillArrive = answer.isEmpty() && heldBySleepers.contains(id);
        if (!mayStillArrive) {
            requests.computeIfPresent(id, (same, request) -> request.endedAt(ticks.next(), answer));
        }
        waiting.remove(id);
    }

    /**
     * The moment before a node is put to sleep that serves these VENs. What they have asked and the VTN has not read
     * may be in its hands, also if a VEN has been told already that nobody knows: a CEM waits eight seconds, and what
     * it has signed by then goes to the gateway all the same.
     */
    public synchronized long sleeping(Set<String> vens) {
        Set<String> read = arrivals.stream().map(Arrival::id).collect(Collectors.toSet());
        requests.values().stream()
                .filter(request -> vens.contains(request.ven()) && !read.contains(request.id()))
                .forEach(request -> heldBySleepers.add(request.id()));
        return ticks.next();
    }

    /**
     * A node is about to wake up that has slept since {@code since}. A request in its hands goes on to the VTN now,
     * also if its VEN was told meanwhile that nobody knows; only the VTN's answer says that it is over.
     */
    public synchronized void waking(long since) {
        for (Request request : requests.values()) {
            boolean wasOver = request.ended().isPresent() && request.ended().getAsLong() < since;
            if (!wasOver && request.answer().isEmpty()) {
                heldBySleepers.add(request.id());
            }
        }
        heldBySleepers.forEach(id -> requests.computeIfPresent(id, (same, request) -> request.open()));
    }

    /** A VEN waits no longer, although the CEM may still have its request in hand. */
    public synchronized void abandoned(String id) {
        waiting.remove(id);
    }

    /** The VTN has read a request. */
    public synchronized void arrived(String id, String ven, String answer) {
        arrivals.add(new Arrival(id, ven, ticks.next(), answer));
    }

    /** A CEM was killed. */
    public synchronized void killed(String cem, int life, int done) {
        lives.add(new Life(cem, life, done, ticks.next()));
    }

    /** All that stands here now. */
    public synchronized Books books() {
        return new Books(List.copyOf(pushes.values()), deliveries, List.copyOf(requests.values()), arrivals, lives);
    }

    /** Whether a message of the VTN is on its way to one of these VENs. */
    public synchronized boolean isDownUnderWay(Set<String> vens) {
        return vens.stream().anyMatch(ven -> undelivered(ven) > 0);
    }

    /** The VENs that got something after {@code mark}. */
    public synchronized Set<String> reachedSince(Mark mark) {
        return deliveries.subList(mark.deliveries(), deliveries.size()).stream()
                .map(Delivery::ven)
                .collect(Collectors.toSet());
    }

    /** The VENs of which the VTN got something after {@code mark}. */
    public synchronized Set<String> heardSince(Mark mark) {
        return arrivals.subList(mark.arrivals(), arrivals.size()).stream()
                .map(Arrival::ven)
                .collect(Collectors.toSet());
    }

    /** A place in the books. */
    public record Mark(int deliveries, int arrivals) {}

    /** Where the books end now. */
    public synchronized Mark mark() {
        return new Mark(deliveries.size(), arrivals.size());
    }

    /** Whether one of these VENs waits for an answer. */
    public synchronized boolean isUpUnderWay(Set<String> vens) {
        return waiting.values().stream().anyMatch(vens::contains);
    }
}
