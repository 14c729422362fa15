package uk.route2b.server.operator.jetty;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.operator.MovePages;

/** {@code GET /moves}, {@code GET /moves/N}, {@code POST /moves} and {@code POST /moves/N/stop}. */
final class MoveHandler implements OperatorPage {
    private static final Pattern PATH = Pattern.compile("/moves(?:/([0-9]{1,18})(/stop)?)?");

    private final MovePages moves;

    MoveHandler(MovePages moves) {
        this.moves = moves;
    }

    @Override
    public boolean isFor(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Reply handle(Request request, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalStateException("asked only for paths of moves");
        }
        Optional<Long> number = Optional.ofNullable(parts.group(1)).map(Long::valueOf);
        boolean stop = parts.group(2) != null;
        if (request.getMethod().equals("GET") && !stop) {
            return number.isEmpty() ? Reply.of(HttpStatus.OK_200, moves.all()) : one(request, number.get());
        }
        boolean changes = request.getMethod().equals("POST") && stop == number.isPresent();
        if (!changes) {
            return new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        Optional<Reply> refusal = LocalOrder.refusal(request);
        return refusal.isPresent()
                ? refusal.get()
                : number.map(this::stop).orElseGet(() -> LocalOrder.read(request, this::order));
    }

    private Reply one(Request request, long number) {
        String after = Request.extractQueryParameters(request).getValue("after");
        try {
            return moves.one(number, Optional.ofNullable(after).map(EntityIdentifier::parse))
                    .map(found -> Reply.of(HttpStatus.OK_200, found))
                    .orElseGet(MoveHandler::absent);
        } catch (IllegalArgumentException unreadable) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "after is the entity identifier of a CEM");
        }
    }

    private static Reply absent() {
        return Reply.error(HttpStatus.NOT_FOUND_404, "there is no move with this number");
    }

    private Reply stop(long number) {
        return moves.stop(number)
                .map(report -> Reply.of(HttpStatus.OK_200, report))
                .orElseGet(MoveHandler::absent);
    }

    private Reply order(Octets body) {
        MovePages.Ordered ordered = moves.order(body);
        return ordered.move().isPresent()
                ? Reply.of(HttpStatus.CREATED_201, ordered.move().get())
                : Reply.error(HttpStatus.UNPROCESSABLE_ENTITY_422, reasons(ordered.reasons()));
    }

    private static String reasons(List<String> reasons) {
        return String.join("; ", reasons);
    }
}
