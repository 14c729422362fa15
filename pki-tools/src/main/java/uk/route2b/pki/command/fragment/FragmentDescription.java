package uk.route2b.pki.command.fragment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentHeader;

/** What stands in the lines of a file of fragments. */
public final class FragmentDescription {
    private FragmentDescription() {}

    /** Describes each line; every line has to be a fragment. */
    public static Map<String, Object> of(Octets file) throws MalformedException {
        List<String> lines =
                Utf8.read(file).lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new MalformedException(Malformation.TEXT, 0);
        }
        List<String> described = new ArrayList<>();
        for (String line : lines) {
            described.add(line(Fragment.read(line)));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", described.size());
        fields.put("fragments", described);
        return fields;
    }

    private static String line(Fragment fragment) {
        FragmentHeader header = fragment.header();
        return "message " + header.messageId() + " index " + header.index() + " from "
                + header.bits().origin().name()
                + (header.bits().compressed() ? ", zlib" : "")
                + (header.bits().base64() ? ", Base64" : ", plain text")
                + (header.bits().last() ? ", last" : "")
                + ", " + fragment.slice().length() + " characters";
    }
}
