package uk.route2b.server.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The audit files of a folder: {@code NODE.NUMBER.jsonl}, where NUMBER is the twelve digits of the first record in it.
 */
record AuditFolder(Path folder) {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9._-]{1,64})\\.([0-9]{12})\\.jsonl");

    Path file(String node, long first) {
        return folder.resolve(String.format(Locale.ROOT, "%s.%012d.jsonl", node, first));
    }

    /** Where the newest signed head of a node stands. */
    Path head(String node) {
        return folder.resolve(node + ".head.json");
    }

    /** Nodes that have files here, in order. */
    List<String> nodes() throws IOException {
        return List.copyOf(files().keySet());
    }

    /** The files of a node, the oldest first. */
    List<Path> files(String node) throws IOException {
        return Optional.ofNullable(files().get(node)).orElse(List.of());
    }

    private TreeMap<String, List<Path>> files() throws IOException {
        TreeMap<String, List<Path>> found = new TreeMap<>();
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(all::add);
        }
        all.sort(null);
        for (Path file : all) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches()) {
                found.computeIfAbsent(name.group(1), ignored -> new ArrayList<>())
                        .add(file);
            }
        }
        return found;
    }
}
