package uk.route2b.server.checks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.DispatchCap;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.testing.HandTimers;
import uk.route2b.server.testing.MemoryStore;
import uk.route2b.server.vtn.EventLoads;

/** A compromised VTN must not switch a million homes at once, whichever way round it tries. */
class DispatchGuardTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier OTHER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-09");
    private static final int FLEET = 100;
    private static final int CAP = 20;

    private final HandTimers timers = new HandTimers(START);
    private final MemoryStore store = new MemoryStore("node-1", timers);
    private DispatchGuard guard = guard(store, DispatchCap.DEFAULT, FLEET);

    private DispatchGuard guard(MemoryStore where, DispatchCap cap, int fleet) {
        return new DispatchGuard(where, cap, dsrsp -> fleet, new EventLoads(), timers);
    }

    private static CemKey cem(EntityIdentifier dsrsp, int number) {
        return new CemKey(
                dsrsp,
                EntityIdentifier.parse(
                        String.format(Locale.ROOT, "00-DB-12-34-56-78-%02X-%02X", number / 256, number % 256)));
    }

    private static CemKey cem(int number) {
        return cem(DSRSP, number);
    }

    /** An event as a VTN writes it. */
    private static String event(String id, int modification, String status, Instant start, String... intervals) {
        StringBuilder signal = new StringBuilder();
        Duration whole = Duration.ZERO;
        for (String interval : intervals) {
            whole = whole.plus(Duration.parse(interval));
            signal.append("<ei:interval><xcal:duration><xcal:duration>")
                    .append(interval)
                    .append("</xcal:duration></xcal:duration></ei:interval>");
        }
        return "<oadr:oadrEvent><ei:eiEvent><ei:eventDescriptor><ei:eventID>" + id
                + "</ei:eventID><ei:modificationNumber>"
                + modification + "</ei:modificationNumber><ei:eventStatus>" + status
                + "</ei:eventStatus></ei:eventDescriptor><ei:eiActivePeriod><xcal:properties><xcal:dtstart><xcal:date-time>"
                + start + "</xcal:date-time></xcal:dtstart><xcal:duration><xcal:duration>" + whole
                + "</xcal:duration></xcal:duration><xcal:tolerance><xcal:tolerate><xcal:startafter>PT5M</xcal:startafter>"
                + "</xcal:tolerate></xcal:tolerance><ei:x-eiNotification><xcal:duration>P1D</xcal:duration></ei:x-eiNotification>"
                + "</xcal:properties></ei:eiActivePeriod><ei:eiEventSignals><ei:eiEventSignal><strm:intervals>" + signal
                + "</strm:intervals></ei:eiEventSignal></ei:eiEventSignals></ei:eiEvent></oadr:oadrEvent>";
    }

    private static Octets list(String... events) {
        return Octets.ofText("<oadr:oadrDistributeEvent xmlns:oadr=\"http://openadr.org/oadr-2.0b/2012/07\""
                + " xmlns:ei=\"http://docs.oasis-open.org/ns/energyinterop/201110\""
                + " xmlns:xcal=\"urn:ietf:params:xml:ns:icalendar-2.0\""
                + " xmlns:strm=\"urn:ietf:params:xml:ns:icalendar-2.0:stream\">"
                + String.join("", events) + "</oadr:oadrDistributeEvent>");
    }

    private static Instant after(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private DispatchVerdict send(int cem, Octets list) {
        return guard.payload(cem(cem), "VEN_1", list, false);
    }

    private long admitted(Octets list, int from, int to) {
        long admitted = 0;
        for (int cem = from; cem < to; cem++) {
            admitted += send(cem, list) instanceof DispatchVerdict.Admitted ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void aFifthOfTheFleetMayStartAtOnceAndNoMore() {
        Octets list = list(event("e", 0, "far", after(60), "PT1H"));

        assertThat(admitted(list, 0, FLEET)).isEqualTo(CAP);
        assertThat(send(FLEET, list)).isInstanceOfSatisfying(DispatchVerdict.Held.class, held -> {
            assertThat(held.reason()).isEqualTo(DispatchGuard.CAP);
            assertThat(held.detail()).contains("21 CEMs", "cap is 20", "from " + after(60 - 9));
        });
    }

    @Test
    void howeverFewAreActiveTenMay() {
        guard = guard(store, DispatchCap.DEFAULT, 3);

        assertThat(admitted(list(event("e", 0, "far", after(60), "PT1H")), 0, 30))
                .isEqualTo(10);
    }

    /** The first way round: one event every minute for hours, and all of them start at the same minute. */
    @Test
    void eventsThatAreDrippedSlowlyAndStartTogetherAreHeld() {
        long admitted = 0;
        for (int cem = 0; cem < FLEET; cem++) {
            admitted += admitted(list(event("e-" + cem, 0, "far", after(600), "PT1H")), cem, cem + 1);
            timers.pass(Duration.ofMinutes(1));
        }

        assertThat(admitted).isEqualTo(CAP);
    }

    /** The same with starts that lie apart, but within ten minutes of one another. */
    @Test
    void startsThatLieApartByMinutesCountTogether() {
        long admitted = 0;
        for (int cem = 0; cem < FLEET; cem++) {
            admitted += admitted(list(event("e", 0, "far", after(600 + cem % 10), "PT5H")), cem, cem + 1);
        }

        assertThat(admitted).isEqualTo(CAP);
    }

    @Test
    void startsThatLieTenMinutesApartDoNot() {
        for (int batch = 0; batch < 5; batch++) {
            Octets list = list(event("e", 0, "far", after(600 + 10L * batch), "PT5H"));
            assertThat(admitted(list, batch * CAP, (batch + 1) * CAP)).isEqualTo(CAP);
        }
    }

    /** Started apart, but a later interval of all of them begins together. */
    @Test
    void intervalsThatMeetAreHeld() {
        long admitted = 0;
        for (int cem = 0; cem < FLEET; cem++) {
            String first = "PT" + (600 - 11 * (cem / 4)) + "M";
            Octets list = list(event("e", 0, "far", after(11L * (cem / 4)), first, "PT1H"));
            admitted += admitted(list, cem, cem + 1);
        }

        assertThat(admitted).isEqualTo(CAP);
    }

    /** Ends switch loads as starts do. */
    @Test
    void endsThatMeetAreHeld() {
        long admitted = 0;
        for (int cem = 0; cem < FLEET; cem++) {
            long start = 11L * (cem / 4);
            admitted += admitted(list(event("e", 0, "far", after(start), "PT" + (600 - start) + "M")), cem, cem + 1);
        }

        assertThat(admitted).isEqualTo(CAP);
    }

    /** The second way round: events that began over hours, and then a list without them for everybody. */
    @Test
    void anEmptyListCancelsAndIsCounted() {
        for (int cem = 0; cem < FLEET; cem++) {
            assertThat(send(cem, list(event("e", 0, "far", after(11L * (cem / CAP)), "PT20H"))))
                    .isInstanceOf(DispatchVerdict.Admitted.class);
        }
        timers.pass(Duration.ofHours(3));

        assertThat(admitted(list(), 0, FLEET)).isEqualTo(CAP);
    }

    @Test
    void aCancellationIsCountedAndAnEventThatIsOverIsNot() {
        for (int cem = 0; cem < FLEET; cem++) {
            send(cem, list(event("e", 0, "far", after(40L * (cem / CAP)), "PT1H")));
        }
        timers.pass(Duration.ofMinutes(70));
        // Only those of the first batch are over; what is left out of the list then is no cancellation.
        assertThat(admitted(list(), 0, CAP)).isEqualTo(CAP);
        Octets cancelled = list(event("e", 1, "cancelled", after(40), "PT1H"));
        assertThat(admitted(cancelled, CAP, 2 * CAP)).isEqualTo(CAP);
        assertThat(send(2 * CAP, list(event("e", 1, "cancelled", after(80), "PT1H"))))
                .isInstanceOf(DispatchVerdict.Held.class);
    }

    @Test
    void theSameListAgainIsCountedOnce() {
        Octets list = list(event("e", 0, "far", after(60), "PT1H"));
        assertThat(admitted(list, 0, CAP)).isEqualTo(CAP);

        Octets renumbered = list(event("e", 0, "near", after(60), "PT1H"));
        assertThat(admitted(list, 0, CAP)).isEqualTo(CAP);
        assertThat(admitted(renumbered, 0, CAP)).isEqualTo(CAP);
    }

    /** The third way round: a mass move of link configurations. */
    @Test
    void aMassMoveIsHeldAndGoesOnWhenTheTenMinutesAreOver() {
        long moved = 0;
        for (int cem = 0; cem < FLEET; cem++) {
            moved += guard.move(cem(cem)) instanceof DispatchVerdict.Admitted ? 1 : 0;
        }
        assertThat(moved).isEqualTo(CAP);

        timers.pass(Duration.ofMinutes(10));
        assertThat(guard.move(cem(CAP))).isInstanceOf(DispatchVerdict.Admitted.class);
    }

    /** Moves and events are counted together. */
    @Test
    void aMoveTakesTheRoomOfAnEvent() {
        assertThat(admitted(list(event("e", 0, "far", after(3), "PT1H")), 0, CAP))
                .isEqualTo(CAP);

        assertThat(guard.move(cem(CAP))).isInstanceOf(DispatchVerdict.Held.class);
        assertThat(guard.move(cem(0))).isInstanceOf(DispatchVerdict.Admitted.class);
    }

    @Test
    void allNodesCountTogetherAndEachDsrspAlone() {
        Octets list = list(event("e", 0, "far", after(60), "PT1H"));
        assertThat(admitted(list, 0, CAP)).isEqualTo(CAP);

        guard = guard(store.as("node-2"), DispatchCap.DEFAULT, FLEET);
        assertThat(admitted(list, CAP, FLEET)).isZero();
        assertThat(guard.payload(cem(OTHER, 1), "VEN_1", list, false)).isInstanceOf(DispatchVerdict.Admitted.class);
    }

    @Test
    void whatAnOperatorReleasesPassesAndIsCounted() {
        Octets list = list(event("e", 0, "far", after(60), "PT1H"));
        admitted(list, 0, FLEET);

        assertThat(guard.payload(cem(CAP), "VEN_1", list, true))
                .isInstanceOfSatisfying(
                        DispatchVerdict.Warned.class,
                        warned -> assertThat(warned.detail()).contains("21 CEMs"));
        assertThat(send(CAP, list)).isInstanceOf(DispatchVerdict.Admitted.class);
    }

    @Test
    void theBreachIsASetting() {
        Octets list = list(event("e", 0, "far", after(60), "PT1H"));
        guard = guard(store, new DispatchCap(20, 10, Breach.WARN), 10);
        assertThat(admitted(list, 0, 10)).isEqualTo(10);
        assertThat(send(11, list)).isInstanceOf(DispatchVerdict.Warned.class);

        guard = guard(store, new DispatchCap(20, 10, Breach.CLOSE), 10);
        assertThat(send(12, list))
                .isInstanceOfSatisfying(
                        DispatchVerdict.Held.class,
                        held -> assertThat(held.close()).isTrue());
    }

    @Test
    void whatSeemsToBeAListAndCannotBeReadIsHeld() {
        Octets noStart = Octets.ofText(new String(
                        list(event("e", 0, "far", after(60), "PT1H")).toArray(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("<xcal:dtstart>.*?</xcal:dtstart>", ""));
        assertThat(send(1, noStart)).isInstanceOf(DispatchVerdict.Held.class);
        assertThat(send(1, Octets.ofText("<oadrDistributeEvent"))).isInstanceOf(DispatchVerdict.Held.class);
        assertThat(send(1, Octets.ofText("<html>401</html>"))).isInstanceOf(DispatchVerdict.Admitted.class);
        assertThat(send(1, Octets.EMPTY)).isInstanceOf(DispatchVerdict.Admitted.class);
    }

    /** A VEN's parser may know encodings that are refused here: a list in one of them is no way round. */
    @ParameterizedTest
    @ValueSource(strings = {"IBM037", "IBM1047", "UTF-32BE", "UTF-32LE"})
    void aListInAnEncodingThatIsNotReadHereIsHeld(String encoding) {
        String list = new String(
                list(event("e", 0, "far", after(60), "PT1H")).toArray(), java.nio.charset.StandardCharsets.UTF_8);
        String declared = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>";
        for (String text : List.of(declared + list, list)) {
            assertThat(send(1, Octets.of(text.getBytes(java.nio.charset.Charset.forName(encoding)))))
                    .as(text.substring(0, 30))
                    .isInstanceOfSatisfying(
                            DispatchVerdict.Held.class,
                            held -> assertThat(held.reason()).isEqualTo(DispatchGuard.UNREADABLE));
        }
    }

    /** In UTF-7 even the name is written otherwise. */
    @Test
    void whatDeclaresAnEncodingThatHidesNamesIsHeld() {
        assertThat(send(1, Octets.ofText("<?xml version='1.0' encoding='UTF-7'?><+AG8-adrDistributeEvent/>")))
                .isInstanceOf(DispatchVerdict.Held.class);
        assertThat(send(1, Octets.ofText("<?xml version='1.0' encoding='iso-8859-15'?><html>wartet</html>")))
                .isInstanceOf(DispatchVerdict.Admitted.class);
    }

    /** A fourth way round: what a VEN that is registered no more does with its events is its own affair. */
    @Test
    void anEndOfTheRegistrationCountsAsAnEmptyList() {
        Octets end = Octets.ofText("<oadrCancelPartyRegistration xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>");
        assertThat(admitted(end, 0, FLEET)).isEqualTo(FLEET);
        for (int cem = 0; cem < FLEET; cem++) {
            assertThat(send(cem, list(event("e", 0, "far", after(11L * (cem / CAP)), "PT20H"))))
                    .isInstanceOf(DispatchVerdict.Admitted.class);
        }
        timers.pass(Duration.ofHours(3));

        assertThat(admitted(end, 0, FLEET)).isEqualTo(CAP);
    }

    /** Where it is only told, what lies within the year counts. */
    @Test
    void ofWhatBeginsInYearsTheRestIsCountedWhereItPasses() {
        guard = guard(store, new DispatchCap(20, 10, Breach.WARN), 10);
        long year = 366L * 24 * 60;
        assertThat(send(1, list(event("e", 0, "far", after(60), "PT" + (year - 60) + "M"))))
                .isInstanceOf(DispatchVerdict.Admitted.class);
        assertThat(send(2, list(event("e", 0, "far", after(60), "PT" + (year - 59) + "M"))))
                .isInstanceOf(DispatchVerdict.Admitted.class);
        guard = guard(store, new DispatchCap(20, 10, Breach.QUARANTINE), 10);
        assertThat(send(3, list(event("e", 0, "far", after(60), "PT" + (year - 60) + "M"))))
                .isInstanceOf(DispatchVerdict.Admitted.class);
        assertThat(send(4, list(event("e", 0, "far", after(60), "PT" + (year - 59) + "M"))))
                .isInstanceOfSatisfying(DispatchVerdict.Held.class, held -> {
                    assertThat(held.reason()).isEqualTo(DispatchGuard.TOO_FAR);
                    assertThat(held.detail()).contains(after(year + 1).toString());
                });
    }

    @Test
    void whatBeginsInYearsIsHeldAndOneCemCannotFillTheStore() {
        assertThat(send(1, list(event("e", 0, "far", after(600_000), "PT1H"))))
                .isInstanceOfSatisfying(
                        DispatchVerdict.Held.class,
                        held -> assertThat(held.reason()).isEqualTo(DispatchGuard.TOO_FAR));

        DispatchVerdict last = new DispatchVerdict.Admitted();
        for (int number = 0; number < 400; number++) {
            String[] intervals = java.util.Collections.nCopies(40, "PT2M").toArray(String[]::new);
            last = send(2, list(event("e", number, "far", after(100 + 81L * number), intervals)));
        }
        assertThat(last)
                .isInstanceOfSatisfying(
                        DispatchVerdict.Held.class,
                        held -> assertThat(held.reason()).isEqualTo(DispatchGuard.TOO_MANY));
    }

    /** What a real VTN writes. */
    @Test
    void listsOfARealStackAreRead() throws Exception {
        List<String> names =
                List.of("1event-1signal-1interval", "1event-1signal-48intervals", "5events-6signals-24intervals");
        for (String name : names) {
            java.nio.file.Path file = java.nio.file.Path.of(
                    System.getProperty("route2b.shared", ""),
                    "data/openadr-corpus/openleadr-rendered-oadrDistributeEvent-" + name + ".xml");
            org.junit.jupiter.api.Assumptions.assumeTrue(java.nio.file.Files.exists(file));
            List<LoadEvent> events = new EventLoads()
                    .read(Octets.of(java.nio.file.Files.readAllBytes(file)))
                    .orElseThrow();
            assertThat(events).isNotEmpty();
            int expected = name.contains("48") ? 49 : name.contains("24") ? 25 : 2;
            assertThat(events.get(0).changes()).hasSize(expected);
        }
    }
}
