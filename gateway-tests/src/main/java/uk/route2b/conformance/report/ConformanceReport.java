package uk.route2b.conformance.report;

import java.util.List;
import uk.route2b.conformance.catalogue.Finding;

/**
 * A whole run. As JSON the fields have these names and this order, which others rely on (docs/conformance.md).
 *
 * @param subject {@code gateway} or {@code cem}
 * @param address what was tested, or where the tester listened
 * @param begun time of the start, RFC 3339
 */
public record ConformanceReport(
        String subject, String address, String begun, int passed, int failed, int leftOut, List<Finding> cases) {
    public ConformanceReport {
        cases = List.copyOf(cases);
    }

    /** Counts {@code findings}. */
    public static ConformanceReport of(String subject, String address, String begun, List<Finding> findings) {
        return new ConformanceReport(
                subject,
                address,
                begun,
                count(findings, "passed"),
                count(findings, "failed"),
                count(findings, "left out"),
                findings);
    }

    private static int count(List<Finding> findings, String verdict) {
        return (int) findings.stream()
                .filter(finding -> finding.verdict().equals(verdict))
                .count();
    }

    /** One line. */
    public String summary() {
        return passed + " passed, " + failed + " failed, " + leftOut + " left out";
    }
}
