package uk.route2b.server.audit;

import java.util.List;

/**
 * What a chain is found to be.
 *
 * @param first number of the first record that is here; older files may have been removed when their time was over
 * @param last number of the last one
 * @param hash of the last one
 * @param heads how many signed heads hold
 * @param signed the number up to which the newest of them vouches
 * @param signers key identifiers of who signed them
 * @param torn lines that a fall left, and that the record after them tells of
 */
public record AuditReport(
        String node,
        long first,
        long last,
        String hash,
        int heads,
        long signed,
        List<String> signers,
        int torn,
        List<AuditFinding> findings) {
    public AuditReport {
        signers = List.copyOf(signers);
        findings = List.copyOf(findings);
    }
}
