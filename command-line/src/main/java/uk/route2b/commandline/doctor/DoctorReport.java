package uk.route2b.commandline.doctor;

import java.io.PrintStream;
import java.util.List;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;

/**
 * All that a doctor found.
 *
 * @param of who was looked at
 * @param time when, in ISO form
 */
public record DoctorReport(String of, String time, List<Diagnosis> diagnoses) {
    public DoctorReport {
        diagnoses = List.copyOf(diagnoses);
    }

    /** As JSON. */
    private record Answer(boolean ok, String of, String time, List<Look> looks) {}

    private record Look(String verdict, String about, String says, String cause, String remedy) {}

    /** Writes it, and says how the program is to end. */
    public ExitCode write(PrintStream out, boolean json) {
        if (json) {
            JsonOutput.write(out, answer());
        } else {
            out.println(of + ", " + time);
            diagnoses.forEach(diagnosis -> write(out, diagnosis));
            out.println(conclusion());
        }
        return faults() == 0 ? ExitCode.DONE : ExitCode.FINDING;
    }

    private Answer answer() {
        List<Look> looks = diagnoses.stream()
                .map(each -> new Look(each.verdict().word(), each.about(), each.says(), each.cause(), each.remedy()))
                .toList();
        return new Answer(faults() == 0, of, time, looks);
    }

    private static void write(PrintStream out, Diagnosis diagnosis) {
        out.printf("%-8s %s: %s%n", diagnosis.verdict().word(), diagnosis.about(), diagnosis.says());
        if (!diagnosis.cause().isEmpty()) {
            out.println("     why: " + diagnosis.cause());
        }
        if (!diagnosis.remedy().isEmpty()) {
            out.println("     try: " + diagnosis.remedy());
        }
    }

    private String conclusion() {
        long warnings = diagnoses.stream()
                .filter(each -> each.verdict() == Verdict.WARNING)
                .count();
        return faults() + " faults, " + warnings + " warnings";
    }

    private long faults() {
        return diagnoses.stream().filter(Diagnosis::isFault).count();
    }
}
