package uk.route2b.conformance.catalogue;

/**
 * A case that was tried.
 *
 * @param millis how long it took
 */
public record Finding(
        String id,
        String group,
        String clause,
        String sent,
        String expected,
        String verdict,
        String observed,
        String remark,
        long millis) {
    /** What is said of {@code tried}. */
    public static Finding of(Case<?> tried, Verdict verdict, long millis) {
        String remark = verdict instanceof Verdict.Passed passed ? passed.remark() : "";
        return new Finding(
                tried.id(),
                tried.group(),
                tried.clause(),
                tried.sent(),
                tried.expected(),
                verdict.word(),
                verdict.observed(),
                remark,
                millis);
    }

    /** Whether this breaks the whole. */
    public boolean broken() {
        return verdict.equals("failed");
    }
}
