package uk.route2b.prove.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.wire.Sighting;

/**
 * What the wire says about counters (design section 4): no counter carries two different signed messages; an accepted
 * message is answered with the same octets for ever, because a second answer would mean that it was accepted again;
 * link control only rises; and at each new session an end knows of everything that it has answered before, or it would
 * take it once more.
 */
public final class WireCheck {
    private static final SignedMessageReader READER = SignedMessageReader.DEFAULT;

    private final Map<Line, Octets> first = new LinkedHashMap<>();
    private final Map<Line, Octets> answers = new HashMap<>();
    private final Map<String, Long> controls = new HashMap<>();
    private final AcceptedMarks marks = new AcceptedMarks();
    private final List<Breach> breaches = new ArrayList<>();
    private int resends;
    private int answersAgain;
    private int inDoubt;
    private int superseded;

    /** One sender towards one CEM, or that CEM, and a counter. */
    private record Line(String cem, boolean down, long counter) {}

    /** Reads what passed since the last reading, in order. */
    public WireCheck read(List<Sighting> sightings) {
        sightings.forEach(this::take);
        return this;
    }

    /** What was broken. */
    public List<Breach> breaches() {
        return List.copyOf(breaches);
    }

    /** What was sent and has no answer; nothing of it may be left once everything has settled. */
    public List<Breach> unanswered() {
        return first.keySet().stream()
                .filter(line -> !answers.containsKey(line))
                .map(line -> new Breach(
                        Breach.Kind.UNANSWERED,
                        "message " + Long.toUnsignedString(line.counter()) + (line.down() ? " to " : " of ")
                                + line.cem() + " was sent and never answered"))
                .toList();
    }

    /** Answers that passed again. */
    public int answersAgain() {
        return answersAgain;
    }

    /** Messages that passed again with the same octets. */
    public int resends() {
        return resends;
    }

    /** Receipts with the status "in doubt", each once. */
    public int inDoubt() {
        return inDoubt;
    }

    /** Receipts with the status "superseded", each once. */
    public int superseded() {
        return superseded;
    }

    /** Different messages that were sent. */
    public int messages() {
        return first.size();
    }

    private void take(Sighting sighting) {
        try {
            take(sighting, READER.read(sighting.octets()));
        } catch (MalformedException unreadable) {
            breaches.add(new Breach(
                    Breach.Kind.PHANTOM, "what passed for " + sighting.cem() + " is no message: " + unreadable));
        }
    }

    private void take(Sighting sighting, SignedMessage message) {
        boolean control = message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code());
        boolean answer = message.header().cra() == CraFlag.RESPONSE;
        if (control && !answer) {
            takeControl(sighting, message);
        } else if (!control && answer) {
            takeAnswer(sighting, message);
        } else if (!control) {
            takeMessage(sighting, message);
        }
        if (control) {
            marks.claim(sighting, message).ifPresent(breaches::add);
        }
    }

    private void takeMessage(Sighting sighting, SignedMessage message) {
        Line line = new Line(sighting.cem(), sighting.down(), message.header().counter());
        Octets before = first.putIfAbsent(line, message.digest());
        if (before == null) {
            return;
        }
        resends++;
        if (!before.equals(message.digest())) {
            breaches.add(new Breach(Breach.Kind.COUNTER_REUSED, words(line)));
        }
    }

    private void takeAnswer(Sighting sighting, SignedMessage message) {
        Line line = new Line(sighting.cem(), !sighting.down(), message.header().counter());
        Octets before = answers.putIfAbsent(line, message.octets());
        if (before == null) {
            marks.answered(sighting.cem(), sighting.down(), line.counter());
            count(message);
            return;
        }
        answersAgain++;
        if (!before.equals(message.octets())) {
            breaches.add(new Breach(Breach.Kind.TWO_ANSWERS, words(line)));
        }
    }

    private void takeControl(Sighting sighting, SignedMessage message) {
        long counter = message.header().counter();
        String sender = (sighting.down() ? "gateway to " : "") + sighting.cem();
        Long before = controls.put(sender, counter);
        if (before != null && Long.compareUnsigned(counter, before) <= 0) {
            breaches.add(new Breach(
                    Breach.Kind.CONTROL_COUNTER,
                    sender + ": " + Long.toUnsignedString(counter) + " after " + Long.toUnsignedString(before)));
        }
    }

    private static String words(Line line) {
        return (line.down() ? "gateway to " : "") + line.cem() + ", counter " + Long.toUnsignedString(line.counter());
    }

    private void count(SignedMessage answer) {
        Optional<ReceiptStatus> status = status(answer);
        inDoubt += status.filter(ReceiptStatus.IN_DOUBT::equals).isPresent() ? 1 : 0;
        superseded += status.filter(ReceiptStatus.SUPERSEDED::equals).isPresent() ? 1 : 0;
    }

    private static Optional<ReceiptStatus> status(SignedMessage answer) {
        try {
            Content content = Content.read(answer.content());
            return content.format() == ContentFormat.RECEIPT
                    ? Optional.of(Receipt.read(content.body()).status())
                    : Optional.empty();
        } catch (MalformedException notReadable) {
            return Optional.empty();
        }
    }
}
