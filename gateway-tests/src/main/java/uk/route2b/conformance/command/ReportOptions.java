package uk.route2b.conformance.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.commandline.Protection;
import uk.route2b.conformance.catalogue.Case;
import uk.route2b.conformance.catalogue.Finding;
import uk.route2b.conformance.report.ConformanceReport;
import uk.route2b.conformance.report.HtmlPage;

/** What both testers have in common: which cases, and where the reports go. */
final class ReportOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page.")
    private @Nullable Path html;

    @Option(names = "--force", description = "Replace reports that are there.")
    private boolean force;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Only cases whose identifier begins with this, such as floods or chains.expired.")
    private String only = "";

    @Option(names = "--list", description = "Only tell the cases: identifier, what is done, what must happen.")
    boolean list;

    /** What only a run needs, and not {@code --list}. */
    static <T> T required(@Nullable T given, String option) {
        if (given == null) {
            throw new CommandFailure(ExitCode.USAGE, option, "it is missing", "name it; --help tells what it is");
        }
        return given;
    }

    /** Tells the cases that were asked for, and says the exit code. */
    <L> int list(PrintStream out, List<Case<L>> cases) {
        tell(out, chosen(cases));
        return ExitCode.DONE.number();
    }

    /** The cases that were asked for. */
    <L> List<Case<L>> chosen(List<Case<L>> cases) {
        List<Case<L>> chosen =
                cases.stream().filter(each -> each.id().startsWith(only)).toList();
        if (chosen.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--only " + only, "no case begins with that", "--list tells all of them");
        }
        return chosen;
    }

    /** Fails now rather than after minutes. */
    void refuseIfInTheWay() {
        Stream.of(Optional.ofNullable(json), Optional.ofNullable(html))
                .flatMap(Optional::stream)
                .forEach(new AtomicFiles(force)::refuseIfInTheWay);
    }

    private static void tell(PrintStream out, List<? extends Case<?>> cases) {
        cases.forEach(each -> out.printf("%-44s %s -> %s%n", each.id(), each.sent(), each.expected()));
    }

    static void tell(PrintStream out, Finding finding) {
        String remark = finding.remark().isEmpty() ? "" : " (" + finding.remark() + ")";
        String more = finding.broken() ? "; must: " + finding.expected() : "";
        out.printf("%-8s  %-44s %s%s%s%n", finding.verdict(), finding.id(), finding.observed(), remark, more);
        out.flush();
    }

    /** Writes the files and says the exit code. */
    int finish(PrintStream out, ConformanceReport report) {
        AtomicFiles files = new AtomicFiles(force);
        if (json != null) {
            files.write(json, octets(JsonOutput.text(report) + "\n"), Protection.PUBLIC);
        }
        if (html != null) {
            files.write(html, octets(HtmlPage.of(report)), Protection.PUBLIC);
        }
        out.println(report.summary());
        return (report.failed() == 0 ? ExitCode.DONE : ExitCode.FINDING).number();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
