package uk.route2b.prove.power;

import java.util.List;

/** The names of counts, as they stand in results and in docs/proofs.md. */
final class PowerNames {
    static final String CUTS = "power cuts";
    static final String CUTS_OF = "power cuts of ";
    static final String PENDING = "power cuts with something not synced";
    static final String DROPPED_WRITES = "writes dropped";
    static final String TORN_WRITES = "writes torn at sectors";
    static final String DROPPED_NAMES = "names dropped (new, renamed, deleted)";

    /** What may not be zero in a run of some length. */
    static final List<String> NEVER_ZERO =
            List.of(CUTS_OF + "gateway", CUTS_OF + "cem", PENDING, DROPPED_WRITES, TORN_WRITES, DROPPED_NAMES);

    private PowerNames() {}
}
