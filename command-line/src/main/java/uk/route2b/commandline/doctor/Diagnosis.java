package uk.route2b.commandline.doctor;

/**
 * What one look found.
 *
 * @param about whom or what it is about
 * @param says what was found, one sentence
 * @param cause why it is so, in plain words; empty where nothing is wrong
 * @param remedy what mends it; empty where nothing is wrong
 */
public record Diagnosis(Verdict verdict, String about, String says, String cause, String remedy) {
    /** Nothing is wrong with it. */
    public static Diagnosis fact(String about, String says) {
        return new Diagnosis(Verdict.OK, about, says, "", "");
    }

    /** It works, and should be looked at. */
    public static Diagnosis warning(String about, String says, String cause, String remedy) {
        return new Diagnosis(Verdict.WARNING, about, says, cause, remedy);
    }

    /** It does not work. */
    public static Diagnosis fault(String about, String says, String cause, String remedy) {
        return new Diagnosis(Verdict.FAULT, about, says, cause, remedy);
    }

    /** Why something failed, and what mends it. */
    public record Trouble(String cause, String remedy) {}

    /** It does not work, because of {@code trouble}. */
    public static Diagnosis fault(String about, String says, Trouble trouble) {
        return fault(about, says, trouble.cause(), trouble.remedy());
    }

    public boolean isFault() {
        return verdict == Verdict.FAULT;
    }
}
