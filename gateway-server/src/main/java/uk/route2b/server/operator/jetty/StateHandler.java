package uk.route2b.server.operator.jetty;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.operator.CemStates;

/** {@code POST /cems/EUI/state}, a {@link LocalOrder}. */
final class StateHandler implements OperatorPage {
    private static final Pattern PATH = Pattern.compile("/cems/([0-9A-Fa-f:-]{16,23})/state");

    private final CemStates states;

    StateHandler(CemStates states) {
        this.states = states;
    }

    @Override
    public boolean isFor(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Reply handle(Request request, String path) {
        if (!request.getMethod().equals("POST")) {
            return new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        Optional<Reply> refusal = LocalOrder.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<EntityIdentifier> cem = cem(path).filter(states::knows);
        return cem.isEmpty()
                ? Reply.error(HttpStatus.NOT_FOUND_404, "the register has no such CEM")
                : LocalOrder.read(request, body -> reply(states.order(cem.get(), body)));
    }

    private static Optional<EntityIdentifier> cem(String path) {
        Matcher parts = PATH.matcher(path);
        try {
            return parts.matches() ? Optional.of(EntityIdentifier.parse(parts.group(1))) : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Reply reply(CemStates.Ordered ordered) {
        return ordered.report()
                .map(report -> Reply.of(HttpStatus.OK_200, report))
                .orElseGet(() -> Reply.error(HttpStatus.UNPROCESSABLE_ENTITY_422, ordered.reason()));
    }
}
