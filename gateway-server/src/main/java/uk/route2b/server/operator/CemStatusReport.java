package uk.route2b.server.operator;

import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.server.delivery.CemCounts;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.OpenLink;
import uk.route2b.server.delivery.RouteCounts;
import uk.route2b.server.store.CemState;

/**
 * How one CEM stands, as the status page shows it. Counters are texts because JSON numbers lose digits.
 *
 * @param route 2b while there is a link, 2a while there is none but a meter, else none
 * @param fallenBack whether it has been without a link for so long that what is urgent goes by 2a
 * @param connectedSince empty text while there is no link
 * @param requestOctets of its requests that have no answer of their VTN yet
 * @param lostCounters those of ours that the CEM has taken and this store does not know; empty text for none
 * @param confirmedConfiguration version in force at the CEM; 0 before the first
 * @param currentConfiguration version that it is to have
 * @param configuration how the two stand
 * @param configurationReason why it failed: a reason code; empty otherwise
 * @param signer which of our message keys signs for it; empty text before its first hello
 * @param signerNext the key whose certificate it has answered since; it signs from the hello on that lists it
 */
public record CemStatusReport(
        String cem,
        String state,
        String route,
        boolean fallenBack,
        long sessionEpoch,
        String connectedSince,
        String lastSent,
        String highestAccepted,
        String floor,
        int unanswered,
        long requestOctets,
        String lostCounters,
        long confirmedConfiguration,
        long currentConfiguration,
        ConfigurationProgress configuration,
        String configurationReason,
        String signer,
        String signerNext,
        long fragmentsWritten,
        long alertsReceived,
        long takeovers,
        RouteCounts messages,
        Map<String, Long> refusals,
        Map<String, Long> warnings) {
    /** In the CEM's lane. */
    static CemStatusReport of(Counterpart counterpart, ConfigurationDesk desk) {
        long target = desk.target(counterpart).version();
        CemState state = counterpart.ledger().state();
        CemCounts counts = counterpart.counts();
        Optional<OpenLink> link = counterpart.link();
        ConfigurationProgress progress = ConfigurationProgress.of(state.configuration(), target);
        return new CemStatusReport(
                counterpart.key().cem().toString(),
                counterpart.status().word(),
                route(counterpart),
                counterpart.isFallenBack(),
                state.epoch(),
                link.map(open -> open.since().toString()).orElse(""),
                Long.toUnsignedString(state.sent().last()),
                Long.toUnsignedString(state.received().highestAccepted()),
                Long.toUnsignedString(state.received().memory().floor()),
                counterpart.ledger().awaited().size(),
                counterpart.requestOctets(),
                counts.lost(),
                state.configurationConfirmed(),
                target,
                progress,
                progress == ConfigurationProgress.FAILED ? state.configuration().reason() : "",
                text(state.signer()),
                text(state.credentialAnswered().filter(key -> !state.signer().equals(Optional.of(key)))),
                counts.fragmentsWritten(),
                counts.alertsReceived(),
                counts.takeovers(),
                counts.routes(),
                counts.refusals(),
                counts.warnings());
    }

    private static String text(Optional<KeyIdentifier> key) {
        return key.map(KeyIdentifier::toString).orElse("");
    }

    private static String route(Counterpart counterpart) {
        if (counterpart.link().isPresent()) {
            return "2b";
        }
        return counterpart.cem().meter().isPresent() ? "2a" : "none";
    }
}
