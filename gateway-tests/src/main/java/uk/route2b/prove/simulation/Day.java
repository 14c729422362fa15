package uk.route2b.prove.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.prove.book.Books;
import uk.route2b.prove.book.Ledger;
import uk.route2b.prove.book.Push;
import uk.route2b.prove.book.Ticks;
import uk.route2b.prove.checker.Checker;
import uk.route2b.prove.checker.Verdict;
import uk.route2b.prove.world.Payloads;
import uk.route2b.server.register.Ven;
import uk.route2b.server.vtn.PushFacts;
import uk.route2b.server.vtn.PushedPayload;

/** The messages of one day, and the books about them. */
final class Day {
    private final World world;
    private final int number;
    private final Ledger ledger;
    private final List<Pushing> pushes = new ArrayList<>();
    private final List<Asking> requests = new ArrayList<>();
    private final Map<String, String> lines = new HashMap<>();
    private final Set<String> byMeter = new HashSet<>();
    private boolean changed;

    Day(World world, int number, Ticks ticks) {
        this.world = world;
        this.number = number;
        this.ledger = new Ledger(ticks);
    }

    /** Order is kept within it: an urgent message may overtake by the other route (design section 9). */
    static String line(String ven, boolean urgent) {
        return urgent ? ven + ", urgent" : ven;
    }

    int number() {
        return number;
    }

    Ledger ledger() {
        return ledger;
    }

    /** A message of the VTN of {@code ven}. */
    Pushing push(Household household, Ven ven, Chance chance) {
        String id = "d" + number + "-p" + (pushes.size() + 1);
        boolean events = chance.percent(45);
        String xml = events ? Payloads.distributeEvent(id) : Payloads.report(id, ven.id(), (int) chance.between(0, 2));
        PushedPayload payload = payload(household, ven, Octets.ofText(xml));
        lines.put(id, line(ven.id(), payload.urgent()));
        Pushing pushing =
                new Pushing(world, household, id, world.plant().pushed(payload), payload.replaces(), ledger, chance);
        pushes.add(pushing);
        return pushing;
    }

    private static PushedPayload payload(Household household, Ven ven, Octets xml) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(xml);
            OpenAdrExchange exchange = OpenAdrExchange.of(xml);
            return PushFacts.of(ven, head, household.vens().size() > 1 ? exchange.forVen(ven.id()) : exchange);
        } catch (MalformedException ours) {
            throw new IllegalStateException("a payload of the simulation cannot be read", ours);
        }
    }

    /** A request of {@code ven}. */
    Asking ask(Household household, Ven ven, Chance chance) {
        String id = "d" + number + "-r" + (requests.size() + 1);
        boolean urgent = chance.percent(40);
        String xml = urgent ? Payloads.createdEvent(id, ven.id()) : Payloads.updateReport(id, ven.id());
        OpenAdrRequest request = new OpenAdrRequest(
                Optional.of(ven.id()), Optional.empty(), Optional.empty(), urgent, Octets.ofText(xml));
        lines.put(id, line(ven.id(), urgent));
        Asking asking = new Asking(world, household, id, request, ledger);
        requests.add(asking);
        return asking;
    }

    /** The VTN has read a request. */
    void arrived(String xml, String mark) {
        String id = Payloads.id(xml).orElse("?");
        ledger.arrived(id, lines.getOrDefault(id, "?"), mark);
        world.happenings().note("VTN has " + id);
        changed = true;
    }

    /** A VEN has taken a payload. */
    void handed(String ven, String xml, String cem, int life) {
        String id = Payloads.id(xml).orElse("?");
        String line = lines.getOrDefault(id, "?");
        boolean right = line.equals(line(ven, true)) || line.equals(line(ven, false));
        ledger.delivered(id, right ? line : ven + ", wrong", cem, life);
        world.happenings().note(ven + " has " + id);
        changed = true;
    }

    void cemDied(Household household) {
        requests.forEach(asking -> asking.cemDied(household));
    }

    void changed() {
        changed = true;
    }

    /** Whether the books have changed since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** It has come by 2a, so it may have overtaken. */
    void cameByMeter(String id) {
        byMeter.add(id);
    }

    Verdict underWay() {
        return Checker.underWay(books());
    }

    Verdict settled() {
        return Checker.settled(books());
    }

    /** What came by 2a stands in a line of its own, lists of events apart: an old one may never come after a newer. */
    Books books() {
        Books books = ledger.books();
        books.pushes().stream().filter(Push::replaces).map(Push::id).forEach(byMeter::remove);
        return byMeter.isEmpty() ? books : Overtaking.allowed(books, byMeter);
    }

    /** What has no final state. */
    List<String> open() {
        List<String> open = new ArrayList<>();
        pushes.stream().filter(push -> !push.isOver()).map(Pushing::id).forEach(open::add);
        requests.stream().filter(asking -> !asking.isOver()).map(Asking::id).forEach(open::add);
        return open;
    }
}
