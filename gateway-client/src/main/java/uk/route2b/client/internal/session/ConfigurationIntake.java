package uk.route2b.client.internal.session;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.configuration.ConfigurationChecker;
import uk.route2b.protocol.configuration.ConfigurationFinding;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;

/** Decides about a link configuration: refused with its first finding, or kept durably as the candidate. */
final class ConfigurationIntake implements Effect.Decision {
    private static final int DOCUMENT_MOST = 64 * 1024;

    private final EngineParts parts;
    private final Loop.Task tryCandidate;

    /** @param tryCandidate begins to dial what was stored */
    ConfigurationIntake(EngineParts parts, Loop.Task tryCandidate) {
        this.parts = parts;
        this.tryCandidate = tryCandidate;
    }

    @Override
    public Optional<Effect> decide(SignedMessage message, CemState state) {
        try {
            Content content = Content.read(message.content());
            if (!PrivateMessageCode.LINK_CONFIGURATION.carries(message.header().cra(), content.format())) {
                return Optional.of(Effect.refused("format"));
            }
            LinkConfiguration candidate = LinkConfigurationJson.read(content.plainBody(DOCUMENT_MOST));
            return Optional.of(decide(candidate, state));
        } catch (MalformedException malformed) {
            return Optional.of(Effect.refused(malformed.reason().code()));
        }
    }

    private Effect decide(LinkConfiguration candidate, CemState state) {
        List<ConfigurationFinding> findings = findings(candidate, state);
        if (!findings.isEmpty()) {
            return Effect.refused(findings.get(0).toString());
        }
        return new Effect(
                ReceiptStatus.STORED,
                "",
                before -> before.with(before.configurations().trying(candidate))
                        .with(before.time().atLeast(candidate.timeMillis())),
                Optional.empty(),
                tryCandidate);
    }

    /** Its own time is a lower bound already when its dates are judged. */
    private List<ConfigurationFinding> findings(LinkConfiguration candidate, CemState state) {
        KnownTime known = state.time().atLeast(candidate.timeMillis());
        long now = parts.time().validity(known).toEpochMilli();
        return ConfigurationChecker.checkCandidate(
                candidate, state.configurations().highestVersion(), now);
    }
}
