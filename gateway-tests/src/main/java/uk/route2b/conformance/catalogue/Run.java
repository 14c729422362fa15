package uk.route2b.conformance.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tries cases one after the other. */
public final class Run {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Run() {}

    /**
     * Tries all of {@code cases}.
     *
     * @param nanos monotonic
     * @param told of each finding as it comes
     */
    public static <L> List<Finding> of(List<Case<L>> cases, L lab, LongSupplier nanos, Consumer<Finding> told) {
        List<Finding> findings = new ArrayList<>();
        for (Case<L> each : cases) {
            long begun = nanos.getAsLong();
            Verdict verdict = each.run(lab);
            Finding finding = Finding.of(each, verdict, (nanos.getAsLong() - begun) / NANOS_PER_MILLI);
            findings.add(finding);
            told.accept(finding);
        }
        return List.copyOf(findings);
    }
}
