package uk.route2b.prove.world;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who stands behind whom: three CEMs, one of which has two VENs. Two VENs have a VTN that is told when the CEM has its
 * message, two one that is told when the gateway has queued it.
 */
public final class Vens {
    public static final List<String> CEMS = List.of("cem-1", "cem-2", "cem-3");
    public static final List<Ven> ALL = List.of(
            new Ven("VEN_1", "cem-1", "", "0123456789abcdef0123456789abcde1", false),
            new Ven("VEN_2A", "cem-2", "/ven-2a", "0123456789abcdef0123456789abcd2a", false),
            new Ven("VEN_2B", "cem-2", "/ven-2b", "0123456789abcdef0123456789abcd2b", true),
            new Ven("VEN_3", "cem-3", "", "0123456789abcdef0123456789abcde3", true));

    private Vens() {}

    /** Those of one CEM. */
    public static List<Ven> of(String cem) {
        return ALL.stream().filter(ven -> ven.cem().equals(cem)).toList();
    }

    /** The venIDs of these CEMs. */
    public static Set<String> ids(Set<String> cems) {
        return ALL.stream().filter(ven -> cems.contains(ven.cem())).map(Ven::id).collect(Collectors.toSet());
    }
}
