package uk.route2b.protocol.openadr;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * One HTTP request or answer that carries OpenADR, in formats 26 and 27.
 *
 * <pre>
 * length of the lines (2)
 * name: value LF …        ASCII; ven, service | method and target, status, type
 * body                    as it was
 * </pre>
 *
 * <p>What is absent is as format 21 means it: the only VEN of the CEM, the service of the message, status 200, UTF-8
 * XML. Authorization never travels.
 *
 * @param lines name to value; unknown names are kept; written in alphabetical order of the names
 * @param body any octets, possibly none
 */
public record HttpExchange(Map<String, String> lines, Octets body) {
    /** Octets of all lines together. */
    public static final int LINES_MOST = 4096;

    private static final Set<String> NEVER = Set.of("authorization", "cookie", "proxy-authorization");

    public HttpExchange {
        lines = Map.copyOf(lines);
        if (!lines.entrySet().stream().allMatch(HttpExchange::isLine)) {
            throw new IllegalArgumentException(
                    "lines of an exchange are name: value in printable ASCII, a status three digits");
        }
    }

    private static boolean isLine(Map.Entry<String, String> line) {
        return line.getKey().matches("[a-z][a-z0-9-]{0,31}")
                && !NEVER.contains(line.getKey())
                && line.getValue().matches("[\\x20-\\x7E]{1,1024}")
                && line.getValue().equals(line.getValue().strip())
                && (!line.getKey().equals("status") || line.getValue().matches("[1-5][0-9][0-9]"));
    }

    public Optional<String> ven() {
        return Optional.ofNullable(lines.get("ven"));
    }

    public Optional<String> service() {
        return Optional.ofNullable(lines.get("service"));
    }

    public Optional<String> type() {
        return Optional.ofNullable(lines.get("type"));
    }

    /** The HTTP status of an answer; absent means 200. */
    public OptionalInt status() {
        String status = lines.get("status");
        return status == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(status));
    }

    /** Writes lines and body. */
    public Octets octets() {
        StringBuilder text = new StringBuilder();
        lines.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(line -> text.append(line.getKey())
                        .append(": ")
                        .append(line.getValue())
                        .append('\n'));
        Octets head = Octets.ofText(text.toString());
        if (head.size() > LINES_MOST) {
            throw new IllegalArgumentException("the lines of an exchange have at most " + LINES_MOST + " octets");
        }
        return new OctetWriter().two(head.size()).put(head).put(body).written();
    }

    /** Reads lines and body. */
    public static HttpExchange read(Octets octets) throws MalformedException {
        OctetReader reader = new OctetReader(octets);
        int length = reader.two();
        if (length > LINES_MOST) {
            throw new MalformedException(Malformation.TOO_LONG, 0);
        }
        String text = new String(reader.take(length).toArray(), StandardCharsets.ISO_8859_1);
        Map<String, String> lines = new LinkedHashMap<>();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new MalformedException(Malformation.EXCHANGE, 2);
        }
        for (String line : text.isEmpty()
                ? new String[0]
                : text.substring(0, text.length() - 1).split("\n", -1)) {
            readLine(line, lines);
        }
        return checked(lines, reader.rest());
    }

    private static void readLine(String line, Map<String, String> lines) throws MalformedException {
        int colon = line.indexOf(": ");
        if (colon < 0 || lines.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
            throw new MalformedException(Malformation.EXCHANGE, 2);
        }
    }

    private static HttpExchange checked(Map<String, String> lines, Octets body) throws MalformedException {
        try {
            return new HttpExchange(lines, body);
        } catch (IllegalArgumentException broken) {
            throw new MalformedException(Malformation.EXCHANGE, 2);
        }
    }
}
