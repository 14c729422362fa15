package uk.route2b.server.testing;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Verdict;

/** Keeps verdicts about those who are known; a stranger is a fault of the test. */
public final class NotedAudit implements Audit {
    private final List<Verdict> verdicts = new ArrayList<>();

    @Override
    public void note(Verdict verdict) {
        verdicts.add(verdict);
    }

    @Override
    public void stranger(String reason, String peer) {
        throw new AssertionError("nobody here is a stranger");
    }

    public List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }
}
