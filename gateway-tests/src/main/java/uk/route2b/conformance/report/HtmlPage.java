package uk.route2b.conformance.report;

import java.util.LinkedHashSet;
import java.util.Set;
import uk.route2b.conformance.catalogue.Finding;

/** A report as one page that needs nothing else: no script, no picture, no other file. */
public final class HtmlPage {
    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2433}
            table{border-collapse:collapse;width:100%;margin:0 0 2rem}
            th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d8dde6}
            th{font-weight:600;background:#f3f5f8}
            .passed{color:#0b6b3a}.failed{color:#b3141d;font-weight:700}.out{color:#6a5200}
            tr.failed td{background:#fdf0f0;color:#1d2433;font-weight:400}
            small{color:#5a6475}
            """;

    private HtmlPage() {}

    /** The page. */
    public static String of(ConformanceReport report) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>route2b conformance</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n");
        page.append("<h1>Conformance of a ").append(escaped(report.subject())).append("</h1>\n<p>");
        page.append(escaped(report.address())).append(", ").append(escaped(report.begun()));
        page.append("</p>\n<p><b>").append(escaped(report.summary())).append("</b></p>\n");
        for (String group : groups(report)) {
            table(page, report, group);
        }
        return page.append("</body></html>\n").toString();
    }

    private static Set<String> groups(ConformanceReport report) {
        Set<String> groups = new LinkedHashSet<>();
        report.cases().forEach(finding -> groups.add(finding.group()));
        return groups;
    }

    private static void table(StringBuilder page, ConformanceReport report, String group) {
        page.append("<h2>")
                .append(escaped(group))
                .append("</h2>\n<table><tr><th>verdict</th><th>case</th>")
                .append("<th>done</th><th>must</th><th>seen</th></tr>\n");
        report.cases().stream().filter(finding -> finding.group().equals(group)).forEach(finding -> row(page, finding));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, Finding finding) {
        String kind = finding.verdict().equals("left out") ? "out" : finding.verdict();
        page.append("<tr class=\"")
                .append(kind)
                .append("\"><td class=\"")
                .append(kind)
                .append("\">");
        page.append(escaped(finding.verdict())).append("</td><td>").append(escaped(finding.id()));
        page.append("<br><small>").append(escaped(finding.clause())).append("</small></td><td>");
        page.append(escaped(finding.sent())).append("</td><td>").append(escaped(finding.expected()));
        page.append("</td><td>").append(escaped(finding.observed()));
        if (!finding.remark().isEmpty()) {
            page.append("<br><small>").append(escaped(finding.remark())).append("</small>");
        }
        page.append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
