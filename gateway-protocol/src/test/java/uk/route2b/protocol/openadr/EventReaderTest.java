package uk.route2b.protocol.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** When the events of a list may change a load. */
class EventReaderTest {
    private static final String STATUS = "<eventStatus>%s</eventStatus>";
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private static List<EventPlan> read(String events) throws MalformedException {
        return EventReader.read(Octets.ofText("<oadrDistributeEvent>" + events + "</oadrDistributeEvent>"));
    }

    private static String event(String descriptor, String period, String signals) {
        return "<oadrEvent><eiEvent><eventDescriptor>" + descriptor + "</eventDescriptor><eiActivePeriod><properties>"
                + period + "</properties></eiActivePeriod><eiEventSignals>" + signals
                + "</eiEventSignals></eiEvent></oadrEvent>";
    }

    private static String id(String id) {
        return "<eventID>" + id + "</eventID>";
    }

    private static String start(String time) {
        return "<dtstart><date-time>" + time + "</date-time></dtstart>";
    }

    private static String lasts(String duration) {
        return "<duration><duration>" + duration + "</duration></duration>";
    }

    private static String signal(String... intervals) {
        StringBuilder text = new StringBuilder("<eiEventSignal><intervals>");
        for (String interval : intervals) {
            text.append("<interval>").append(interval).append("</interval>");
        }
        return text + "</intervals></eiEventSignal>";
    }

    @Test
    void startEndAndTheBoundariesOfEachSignalAreChanges() throws MalformedException {
        EventPlan plan = read(event(
                        id("e") + "<modificationNumber>3</modificationNumber><eventStatus>far</eventStatus>",
                        start("2026-11-23T12:00:00Z") + lasts("PT2H"),
                        signal(lasts("PT30M"), lasts("PT90M")) + signal(lasts("PT45M"), lasts("PT75M"))))
                .get(0);

        assertThat(plan.id()).isEqualTo("e");
        assertThat(plan.cancelled()).isFalse();
        assertThat(plan.version()).startsWith("3 [");
        assertThat(plan.changes())
                .containsExactly(START, START.plusSeconds(1800), START.plusSeconds(2700), START.plusSeconds(7200));
        assertThat(plan.end()).contains(START.plusSeconds(7200));
    }

    @Test
    void anIntervalMayHaveItsOwnStartAndAnEventNoEnd() throws MalformedException {
        EventPlan plan = read(event(
                        id("e") + "<eventStatus>cancelled</eventStatus>",
                        start("2026-11-23T13:00:00+01:00") + lasts("PT0S"),
                        signal(start("2026-11-23T12:10:00Z") + lasts("PT0M"))))
                .get(0);

        assertThat(plan.cancelled()).isTrue();
        assertThat(plan.changes()).containsExactly(START, START.plusSeconds(600));
        assertThat(plan.end()).isEmpty();
    }

    /** What is said of tolerance, notification and ramps is no length of the event. */
    @Test
    void otherDurationsAreNotTakenForIt() throws MalformedException {
        String others = "<tolerance><tolerate><startafter>PT5M</startafter></tolerate></tolerance><x-eiNotification>"
                + "<duration>P1D</duration></x-eiNotification><x-eiRampUp><duration>PT9M</duration></x-eiRampUp>";
        EventPlan plan = read(event(id("e"), start("2026-11-23T12:00:00") + lasts("P1DT1H") + others, ""))
                .get(0);

        assertThat(plan.changes()).containsExactly(START, START.plusSeconds(90_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y", "P1M", "P1W", "P1D", "PT1H", "PT1M", "PT1S", "PTS", "P1DT2H3M4.5S"})
    void durationsThatStacksWriteAreRead(String duration) throws MalformedException {
        assertThat(read(event(id("e"), start("2026-11-23T12:00:00Z") + lasts(duration), "")))
                .hasSize(1);
    }

    /** The same numbers with another level are another load; another status alone is none. */
    @Test
    void aLevelMakesAnotherVersionAndAStatusDoesNot() throws MalformedException {
        assertThat(version("far", "1.0")).isEqualTo(version("active", "1.0")).isNotEqualTo(version("far", "2.0"));
        assertThat(version("cancelled", "1.0")).isNotEqualTo(version("far", "1.0"));
    }

    private static String version(String status, String level) throws MalformedException {
        String payload = "<signalPayload><payloadFloat><value>" + level + "</value></payloadFloat></signalPayload>";
        return read(event(
                        id("e") + STATUS.formatted(status),
                        start("2026-11-23T12:00:00Z") + lasts("PT1H"),
                        signal(lasts("PT1H") + payload)))
                .get(0)
                .version();
    }

    @Test
    void anotherMessageHasNone() throws MalformedException {
        assertThat(EventReader.read(Octets.ofText("<oadrPoll/>"))).isEmpty();
        assertThat(read("")).isEmpty();
    }

    /** Whoever reads on may take another of two than we do. */
    @Test
    void whatIsMissingTwiceOrUnreadableIsRefused() {
        String time = start("2026-11-23T12:00:00Z");
        for (String broken : List.of(
                event("", time, ""),
                event(id("e"), "", ""),
                event(id("e") + id("f"), time, ""),
                event(id("e") + STATUS.formatted("far") + STATUS.formatted("cancelled"), time, ""),
                event(id("e") + "<x:eventStatus xmlns:x='urn:x'>cancelled</x:eventStatus>", time, ""),
                event(id("e"), time, "<x>" + STATUS.formatted("cancelled") + "</x>"),
                event(id("e") + "<modificationNumber>1</modificationNumber>".repeat(2), time, ""),
                event(id("e"), time + start("2026-11-24T12:00:00Z"), ""),
                event(id("e"), time + lasts("PT1H") + lasts("PT2H"), ""),
                event(id("e"), start("tomorrow"), ""),
                event(id("e"), time + lasts("an hour"), ""),
                event(id("e"), time + lasts("P999999999999Y"), ""),
                event(id("<x/>"), time, ""),
                event(id("e"), time, "").repeat(EventReader.EVENTS_MOST + 1),
                event(
                                        id("e"),
                                        time,
                                        signal(
                                                        lasts("PT1M").repeat(1),
                                                        lasts("PT1M").repeat(1))
                                                .repeat(1))
                                .repeat(EventReader.EVENTS_MOST)
                        + event(id("e"), time, signal(manyIntervals())))) {
            assertThatThrownBy(() -> read(broken))
                    .as(broken.substring(0, Math.min(200, broken.length())))
                    .isInstanceOf(MalformedException.class);
        }
    }

    private static String[] manyIntervals() {
        return java.util.Collections.nCopies(EventReader.CHANGES_MOST, lasts("PT1M"))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "P1Y, 366",
        "P1M, 31",
        "P2Y3M4D, 829",
        "P1DT24H, 2",
        "P1D, 1",
        "P1DT, 1",
        "P1DTS, 1",
        "PT48H, 2",
    })
    void yearsAndMonthsAreTheirLongest(String duration, long days) throws MalformedException {
        EventPlan plan = read(event(id("e"), start("2026-11-23T12:00:00Z") + lasts(duration), ""))
                .get(0);
        assertThat(plan.end()).contains(START.plus(Duration.ofDays(days)));
    }

    @Test
    void aThousandEventsAreTakenAndOneMoreIsRefused() throws MalformedException {
        String one = event(id("e"), start("2026-11-23T12:00:00Z"), "");
        assertThat(read(one.repeat(EventReader.EVENTS_MOST))).hasSize(EventReader.EVENTS_MOST);
        assertThatThrownBy(() -> read(one.repeat(EventReader.EVENTS_MOST + 1))).isInstanceOf(MalformedException.class);
    }

    @Test
    void fourThousandAndNinetySixChangesAreTakenAndOneMoreIsRefused() throws MalformedException {
        String[] boundaries = new String[EventReader.CHANGES_MOST - 1];
        Arrays.fill(boundaries, lasts("PT1S"));
        String full = event(id("e"), start("2026-11-23T12:00:00Z"), signal(boundaries));
        assertThat(read(full).get(0).changes()).hasSize(EventReader.CHANGES_MOST);
        String one = event(id("f"), start("2026-11-23T12:00:00Z"), "");
        assertThatThrownBy(() -> read(full + one)).isInstanceOf(MalformedException.class);
    }

    /** The JDK's reader throws something of its own here. */
    @Test
    void aDoctypeThatTheJdkHasNoWordsForIsRefused() {
        assertThatThrownBy(() -> EventReader.read(Octets.ofText("<!DOCTYPE x[\u0001]><x/>")))
                .isInstanceOf(MalformedException.class);
    }
}
