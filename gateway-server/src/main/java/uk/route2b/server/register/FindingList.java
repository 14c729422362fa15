package uk.route2b.server.register;

import java.util.ArrayList;
import java.util.List;

/** Findings as they come up. Used by one thread. */
final class FindingList {
    private final List<RegisterFinding> list = new ArrayList<>();

    void add(int line, String subject, String problem, String remedy) {
        list.add(new RegisterFinding(line, subject, problem, remedy));
    }

    void addUnless(boolean holds, int line, String subject, String problem, String remedy) {
        if (!holds) {
            add(line, subject, problem, remedy);
        }
    }

    List<RegisterFinding> all() {
        return List.copyOf(list);
    }
}
