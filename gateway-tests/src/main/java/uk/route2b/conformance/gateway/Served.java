package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.time.Duration;
import uk.route2b.conformance.catalogue.Verdict;

/** How long a right peer waits, from the first octet to its welcome. */
final class Served {
    private static final int ROUNDS = 3;

    private Served() {}

    /** The quickest of some: what slows down one alone is the machine. */
    static Duration quickest(Lab lab) throws IOException {
        Duration least = served(lab);
        for (int round = 1; round < ROUNDS; round++) {
            Duration taken = served(lab);
            least = taken.compareTo(least) < 0 ? taken : least;
        }
        return least;
    }

    /** As the second CEM if there is one; else only to the upgrade, since a welcome would end the link under test. */
    private static Duration served(Lab lab) throws IOException {
        long begun = lab.nanos().getAsLong();
        Link link = lab.other().isPresent() ? Link.welcomed(lab, lab.other().get()) : Link.upgraded(lab);
        Duration taken = Duration.ofNanos(lab.nanos().getAsLong() - begun);
        link.close();
        return taken;
    }

    static Verdict judge(Lab lab, Duration before, Duration during, String text) {
        long more = Math.max(0, during.minus(before).toMillis());
        String said = text + "; a right peer waited " + more + " ms longer";
        return more <= lab.settings().delay().toMillis() ? new Verdict.Passed(said) : new Verdict.Failed(said);
    }
}
