package uk.route2b.protocol.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.MalformedException;

/**
 * The message codes and formats that an end reads. Nothing unlisted is sent to it.
 *
 * @param formats formats by code; what a newer end lists and we do not know is left out, and so is a code without any
 */
public record Capabilities(Map<PrivateMessageCode, Set<ContentFormat>> formats) {
    /** What this version reads: everything that {@link PrivateMessageCode} allows. */
    public static final Capabilities ALL = all();

    public Capabilities {
        Map<PrivateMessageCode, Set<ContentFormat>> copy = new EnumMap<>(PrivateMessageCode.class);
        formats.forEach((code, read) -> {
            if (!read.isEmpty()) {
                copy.put(code, Set.copyOf(read));
            }
        });
        formats = Collections.unmodifiableMap(copy);
    }

    /** Whether the end reads {@code format} under {@code code}. */
    public boolean reads(PrivateMessageCode code, ContentFormat format) {
        return formats.getOrDefault(code, Set.of()).contains(format);
    }

    private static Capabilities all() {
        Map<PrivateMessageCode, Set<ContentFormat>> map = new EnumMap<>(PrivateMessageCode.class);
        for (PrivateMessageCode code : PrivateMessageCode.values()) {
            Set<ContentFormat> union = EnumSet.noneOf(ContentFormat.class);
            for (CraFlag flag : CraFlag.values()) {
                union.addAll(code.formats(flag));
            }
            map.put(code, union);
        }
        return new Capabilities(map);
    }

    void write(ObjectNode json) {
        for (PrivateMessageCode code : PrivateMessageCode.values()) {
            ArrayNode array = json.putArray(code.code().toString());
            for (ContentFormat format : ContentFormat.values()) {
                if (reads(code, format)) {
                    array.add(format.digits());
                }
            }
        }
    }

    static Capabilities read(JsonObject json) throws MalformedException {
        Map<PrivateMessageCode, Set<ContentFormat>> map = new EnumMap<>(PrivateMessageCode.class);
        for (PrivateMessageCode code : PrivateMessageCode.values()) {
            String key = code.code().toString();
            if (json.has(key)) {
                map.put(code, known(json.parsedList(key, Capabilities::octet)));
            }
        }
        return new Capabilities(map);
    }

    private static int octet(String digits) {
        if (!digits.matches("[0-9A-Fa-f]{2}")) {
            throw new IllegalArgumentException("a format has two hexadecimal digits");
        }
        return Integer.parseInt(digits, 16);
    }

    private static Set<ContentFormat> known(List<Integer> octets) {
        List<ContentFormat> known = new ArrayList<>();
        octets.forEach(octet -> ContentFormat.of(octet).ifPresent(known::add));
        return known.isEmpty() ? Set.of() : EnumSet.copyOf(known);
    }

    /** The codes listed, for a log. */
    public List<MessageCode> codes() {
        return formats.keySet().stream().map(PrivateMessageCode::code).toList();
    }

    /** The format in which {@code code} can be sent to this end: {@code wished} if it reads it, else its plain form. */
    public Optional<ContentFormat> choose(PrivateMessageCode code, ContentFormat wished) {
        return reads(code, wished)
                ? Optional.of(wished)
                : Optional.of(wished.plain()).filter(plain -> reads(code, plain));
    }
}
