package uk.route2b.prove.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.prove.book.Ticks;
import uk.route2b.prove.checker.WireCheck;
import uk.route2b.prove.wire.Sighting;
import uk.route2b.prove.world.Payloads;

/** Sees every signed message on both routes, as it leaves and as it comes, and has the counters checked. */
final class Routes {
    private static final int PAYLOAD_MOST = 1 << 20;
    private final Ticks ticks;
    private final Happenings happenings;
    private final WireCheck check = new WireCheck();
    private final Map<String, Long> highest = new HashMap<>();
    private final Map<String, Set<Long>> byLink = new HashMap<>();
    private final Map<String, Set<Long>> byMeter = new HashMap<>();
    private Consumer<String> cameByMeter = id -> {};
    private FirstSent firstSent = (household, header) -> {};
    private int breaches;

    /** Told of each message with a counter of its own when it leaves for the first time by 2b. */
    @FunctionalInterface
    interface FirstSent {
        void left(Household household, GroupingHeader header);
    }

    Routes(Ticks ticks, Happenings happenings) {
        this.ticks = ticks;
        this.happenings = happenings;
    }

    void onFirstSent(FirstSent observer) {
        firstSent = observer;
    }

    /** Told of each OpenADR message that has come by 2a. */
    void onCameByMeter(Consumer<String> observer) {
        cameByMeter = observer;
    }

    WireCheck check() {
        return check;
    }

    void sentByLink(Household household, boolean down, Octets octets) {
        read(octets).ifPresent(message -> {
            happenings.note(words(household, down, message) + " by 2b");
            look(household, down, octets);
            if (down && isOf(message, PrivateMessageCode.OPENADR, CraFlag.COMMAND)) {
                firstSent.left(household, message.header());
            }
        });
    }

    /** A whole message has left in fragments. Link control may be overtaken there, so its order is not looked at. */
    void sentByMeter(Household household, boolean down, Octets octets) {
        read(octets).ifPresent(message -> {
            happenings.note(words(household, down, message) + " by 2a");
            count(message);
            if (!message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code())) {
                look(household, down, octets);
            }
        });
    }

    private void count(SignedMessage message) {
        if (message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code())) {
            add(Fault.CONTROL_BY_2A);
        } else if (isOf(message, PrivateMessageCode.OPENADR, CraFlag.ALERT)) {
            add(Fault.REQUEST_BY_2A);
        } else if (isOf(message, PrivateMessageCode.OPENADR, CraFlag.COMMAND)) {
            add(Fault.PAYLOAD_BY_2A);
        } else if (isOf(message, PrivateMessageCode.LINK_CONFIGURATION, CraFlag.COMMAND)) {
            add(Fault.CONFIGURATION_BY_2A);
        } else if (message.header().originator().equals(Cast.DSRSP)) {
            add(Fault.ANSWER_BY_2A);
        } else {
            add(Fault.RECEIPT_BY_2A);
        }
    }

    void deliveredByLink(Household household, boolean down, Octets octets) {
        ordinary(octets).ifPresent(message -> {
            String line = line(household, down);
            long counter = message.header().counter();
            highest.merge(line, counter, Math::max);
            if (byLink.computeIfAbsent(line, ignored -> new HashSet<>()).add(counter)
                    && byMeter.getOrDefault(line, Set.of()).contains(counter)) {
                add(Fault.BOTH_ROUTES);
            }
        });
    }

    void deliveredByMeter(Household household, boolean down, Octets octets) {
        ordinary(octets).ifPresent(message -> {
            String line = line(household, down);
            long counter = message.header().counter();
            if (!byMeter.computeIfAbsent(line, ignored -> new HashSet<>()).add(counter)) {
                return;
            }
            id(message).ifPresent(cameByMeter);
            if (byLink.getOrDefault(line, Set.of()).contains(counter)) {
                add(Fault.BOTH_ROUTES);
            }
            if (counter < highest.getOrDefault(line, 0L)) {
                add(Fault.OVERTAKEN);
            }
        });
    }

    /** A day is over: what came in it is not compared with what comes later. */
    void dayIsOver() {
        byLink.clear();
        byMeter.clear();
        highest.clear();
    }

    private void look(Household household, boolean down, Octets octets) {
        check.read(List.of(new Sighting(ticks.next(), household.name(), down, octets)));
        check.breaches().stream().skip(breaches).forEach(happenings::breach);
        breaches = check.breaches().size();
    }

    private void add(Fault fault) {
        happenings.counts().add(fault.words());
    }

    private static String line(Household household, boolean down) {
        return household.name() + (down ? " down" : " up");
    }

    private static Optional<SignedMessage> ordinary(Octets octets) {
        return read(octets)
                .filter(message -> message.header().cra() != CraFlag.RESPONSE)
                .filter(message -> !message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code()));
    }

    private static Optional<SignedMessage> read(Octets octets) {
        try {
            return Optional.of(SignedMessageReader.DEFAULT.read(octets));
        } catch (MalformedException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<String> id(SignedMessage message) {
        try {
            Content content = Content.read(message.content());
            return Payloads.id(
                    OpenAdrExchange.read(content, PAYLOAD_MOST).body().text());
        } catch (MalformedException another) {
            return Optional.empty();
        }
    }

    private static boolean isOf(SignedMessage message, PrivateMessageCode code, CraFlag flag) {
        return message.header().code().equals(code.code()) && message.header().cra() == flag;
    }

    private static String words(Household household, boolean down, SignedMessage message) {
        return (down ? "gateway to " : "") + household.name() + ": "
                + message.header().code() + " " + message.header().cra() + " "
                + message.header().counterText();
    }
}
