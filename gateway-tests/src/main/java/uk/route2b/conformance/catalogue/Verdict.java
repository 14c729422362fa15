package uk.route2b.conformance.catalogue;

/** What became of one case. */
public sealed interface Verdict {
    /** The word in reports. */
    String word();

    /** What was seen, or why nothing was. */
    String observed();

    /**
     * It did what it must.
     *
     * @param remark what differs without breaking the rule, such as another reason word; empty for nothing
     */
    record Passed(String observed, String remark) implements Verdict {
        public Passed(String observed) {
            this(observed, "");
        }

        @Override
        public String word() {
            return "passed";
        }
    }

    /** It did something else. */
    record Failed(String observed) implements Verdict {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** It could not be tried with what was given. */
    record LeftOut(String observed) implements Verdict {
        @Override
        public String word() {
            return "left out";
        }
    }
}
