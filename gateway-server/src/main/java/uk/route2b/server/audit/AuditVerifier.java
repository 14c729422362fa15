package uk.route2b.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Follows the chain of one node from its first file here to its last, and goes on after each finding. */
public final class AuditVerifier {
    private static final int FINDINGS_MOST = 100;
    private static final int GAP_MOST = 10_000;
    /** Records that may be noted while a head is signed. */
    private static final int HEAD_BEHIND = 65_536;

    private final String node;
    private final List<X509Certificate> certificates;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final TreeSet<String> signers = new TreeSet<>();
    private String file = "";
    private final TreeMap<Long, String> gaps = new TreeMap<>();
    private Optional<Octets> hash = Optional.empty();
    /** Hashes of the records before this one, as far back as a head may have been signed. */
    private final Map<Long, Octets> hashes = new LinkedHashMap<>();

    private long first;
    private long last;
    private int heads;
    private long signed;
    private int torn;
    /** Where in this file unreadable octets begin that no record has told of yet. */
    private int unreadable;

    private int unreadableTo;

    /** @param certificates of whom the heads have to be signed; with none, the one in a head is taken */
    public AuditVerifier(String node, List<X509Certificate> certificates) {
        this.node = node;
        this.certificates = List.copyOf(certificates);
    }

    /** Every chain of a folder. */
    public static List<AuditReport> all(Path folder, List<X509Certificate> certificates) throws IOException {
        AuditFolder audit = new AuditFolder(folder);
        List<AuditReport> reports = new ArrayList<>();
        for (String node : audit.nodes()) {
            reports.add(new AuditVerifier(node, certificates).verify(audit.files(node), audit.head(node)));
        }
        return reports;
    }

    /** Reads the files of a chain, the oldest first. */
    public AuditReport verify(List<Path> files, Path newestHead) throws IOException {
        for (Path path : files) {
            file = String.valueOf(path.getFileName());
            read(Files.readAllBytes(path));
        }
        tellGaps();
        file = String.valueOf(newestHead.getFileName());
        newest(newestHead);
        return new AuditReport(
                node,
                first,
                last,
                hash.map(Octets::hex).orElse(""),
                heads,
                signed,
                List.copyOf(signers),
                torn,
                findings);
    }

    private void read(byte[] octets) {
        unreadable = -1;
        for (int from = 0; from < octets.length; ) {
            int to = from;
            while (to < octets.length && octets[to] != '\n') {
                to++;
            }
            Optional<AuditLine> line = AuditLine.read(octets, from, to);
            if (line.isEmpty() || !record(line.get())) {
                unreadable = unreadable < 0 ? from : unreadable;
                unreadableTo = Math.min(to + 1, octets.length);
            }
            from = to + 1;
        }
        tellUnreadable();
    }

    private void tellUnreadable() {
        if (unreadable >= 0) {
            find("unreadable", "octets " + unreadable + " to " + unreadableTo + " are no records, and none tells why");
            unreadable = -1;
        }
    }

    /** False if it cannot be read as a record. */
    private boolean record(AuditLine line) {
        try {
            JsonObject json = JsonObject.read(line.record());
            long number = json.number("number");
            String kind = json.text("kind");
            if (!kind.equals(AuditText.TORN)) {
                tellUnreadable();
            }
            follow(line, json, number, kind);
            if (kind.equals(AuditText.TORN)) {
                torn(json);
            } else if (kind.equals(AuditText.HEAD)) {
                head(json, number);
            }
            return true;
        } catch (MalformedException other) {
            return false;
        }
    }

    private void follow(AuditLine line, JsonObject json, long number, String kind) throws MalformedException {
        if (hash.isEmpty()) {
            first = number;
            last = number - 1;
            hash = Optional.of(begin(json, kind));
            remember(last, hash.get());
        }
        Octets before = hash.get();
        if (number <= last) {
            gaps.remove(number);
            find("reordered", "record " + number + " stands after record " + last);
            return;
        }
        if (number > last + 1) {
            gap(last + 1, number - 1);
        } else if (!line.follows(before)) {
            find("changed", "record " + number + " is not what was written: its hash does not follow");
        }
        last = number;
        hash = Optional.of(line.hash());
        remember(number, line.hash());
    }

    private void remember(long number, Octets whose) {
        hashes.put(number, whose);
        hashes.remove(number - HEAD_BEHIND);
    }

    /** One that stands further on is out of its order and not missing. */
    private void gap(long from, long to) {
        if (to - from < GAP_MOST && gaps.size() < GAP_MOST) {
            for (long number = from; number <= to; number++) {
                gaps.put(number, file);
            }
        } else {
            find("missing", "records " + from + " to " + to + " are missing");
        }
    }

    private void tellGaps() {
        for (long from : List.copyOf(gaps.keySet())) {
            if (!gaps.containsKey(from - 1)) {
                long to = from;
                while (gaps.containsKey(to + 1)) {
                    to++;
                }
                file = gaps.getOrDefault(from, file);
                find(
                        "missing",
                        from == to
                                ? "record " + from + " is missing"
                                : "records " + from + " to " + to + " are missing");
            }
        }
    }

    private Octets begin(JsonObject json, String kind) throws MalformedException {
        if (kind.equals(AuditText.FILE)) {
            return json.parsed("previous", Octets::ofHex);
        }
        find("missing", "the records before this file's first one are missing");
        return AuditLine.START;
    }

    private void torn(JsonObject json) throws MalformedException {
        boolean told = json.number("offset") == unreadable && json.number("octets") <= unreadableTo - unreadable;
        if (told) {
            torn++;
            unreadable = -1;
        } else {
            tellUnreadable();
        }
    }

    /** Its record stands before it, or is in a file that is past its time or among those that are told as missing. */
    private boolean stands(AuditHeadCheck check, long number) {
        boolean gone = check.of() < first - 1 || gaps.containsKey(check.of());
        Optional<Octets> known = Optional.ofNullable(hashes.get(check.of()));
        return check.of() < number && (gone || known.equals(Optional.of(check.hash())));
    }

    private void head(JsonObject json, long number) throws MalformedException {
        AuditHeadCheck check = AuditHeadCheck.read(json);
        if (!check.isSignedBy(node, certificates)) {
            find("signature", "the signature of head " + number + " does not hold");
        } else if (!stands(check, number)) {
            find("signature", "head " + number + " was signed over other records than stand before it");
        } else {
            heads++;
            signed = check.of();
            signers.add(check.signer());
        }
    }

    /** The newest head stands in a file of its own as well: by it is seen that the end was cut off. */
    private void newest(Path head) throws IOException {
        if (!Files.exists(head)) {
            if (heads > 0) {
                find("missing", "the newest signed head is missing, so whether the end was cut off is not known");
            }
            return;
        }
        try {
            AuditHeadCheck check = AuditHeadCheck.read(Octets.of(Files.readAllBytes(head)));
            if (!check.isSignedBy(node, certificates)) {
                find("signature", "the signature of the newest head does not hold");
            } else if (check.of() > last) {
                find(
                        "truncated",
                        "the newest signed head is of record " + check.of() + " and the records end at " + last);
            }
        } catch (MalformedException other) {
            find("unreadable", "the newest signed head cannot be read");
        }
    }

    private void find(String kind, String detail) {
        if (findings.size() < FINDINGS_MOST) {
            findings.add(new AuditFinding(file, kind, detail));
        }
    }
}
