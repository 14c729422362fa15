package uk.route2b.simulator.vtn;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The VENs that the VTN knows; their list is fixed when it starts. */
final class Accounts {
    private final Map<String, VenAccount> accounts;

    Accounts(List<VenEntry> vens) {
        this.accounts = vens.stream()
                .map(VenAccount::new)
                .collect(Collectors.toUnmodifiableMap(VenAccount::venId, Function.identity()));
    }

    Optional<VenAccount> of(String venId) {
        return Optional.ofNullable(accounts.get(venId));
    }

    Collection<VenAccount> all() {
        return accounts.values();
    }
}
