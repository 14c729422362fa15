package uk.route2b.pki.bulk;

import java.util.List;
import java.util.Map;

/** What a run is to make. Items are made by several threads, in any order. */
public interface BulkPlan {
    /** What tells this run from others: first line of the manifest, and the same again when a run goes on. */
    Map<String, String> parameters();

    /** Names of all items, none twice. */
    List<String> names();

    /** Makes the item at {@code index}. */
    BulkItem make(int index);
}
