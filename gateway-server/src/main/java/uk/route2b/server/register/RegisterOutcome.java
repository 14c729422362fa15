package uk.route2b.server.register;

import java.util.List;
import java.util.Optional;

/**
 * What became of building a register.
 *
 * @param register there unless a file could not be read
 * @param findings all that is wrong; a server starts without any only
 */
public record RegisterOutcome(Optional<Register> register, List<RegisterFinding> findings) {
    public RegisterOutcome {
        findings = List.copyOf(findings);
    }
}
