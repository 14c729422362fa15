package uk.route2b.server.operator.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.operator.HeldMessagePages;
import uk.route2b.server.operator.QuarantinePages;

/**
 * {@code GET /quarantine}, {@code GET /thresholds}, {@code POST /quarantine/N/release} and {@code POST
 * /quarantine/N/drop}, and the same with {@code /quarantine/up} for what is held on its way to a VTN. What changes
 * something is taken as moves are, and says in its body by whom it is.
 */
final class QuarantineHandler implements OperatorPage {
    private static final int BODY_MOST = 4096;
    private static final String THRESHOLDS = "/thresholds";
    private static final Pattern PATH = Pattern.compile("/quarantine(/up)?(?:/([0-9]{1,18})/(release|drop))?");

    private final QuarantinePages quarantine;

    QuarantineHandler(QuarantinePages quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public boolean isFor(String path) {
        return path.equals(THRESHOLDS) || PATH.matcher(path).matches();
    }

    @Override
    public Reply handle(Request request, String path) {
        if (path.equals(THRESHOLDS)) {
            return request.getMethod().equals("GET")
                    ? Reply.of(HttpStatus.OK_200, quarantine.proposal())
                    : new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalStateException("asked only for paths of the quarantine");
        }
        boolean up = parts.group(1) != null;
        boolean changes = parts.group(2) != null;
        if (!request.getMethod().equals(changes ? "POST" : "GET")) {
            return new Reply(HttpStatus.METHOD_NOT_ALLOWED_405, "");
        }
        if (!changes) {
            return page(request, up);
        }
        return LocalOrder.refusal(request)
                .orElseGet(() -> decide(
                        request,
                        up,
                        Long.parseLong(parts.group(2)),
                        parts.group(3).equals("release")));
    }

    private Reply page(Request request, boolean up) {
        String before = Request.extractQueryParameters(request).getValue("before");
        if (before != null && !before.matches("[0-9]{1,18}")) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "before is the number of what is held");
        }
        long below = before == null ? Long.MAX_VALUE : Long.parseLong(before);
        return Reply.of(HttpStatus.OK_200, up ? quarantine.up().page(below) : quarantine.page(below));
    }

    private Reply decide(Request request, boolean up, long number, boolean release) {
        Optional<String> who = who(request);
        if (who.isEmpty()) {
            return Reply.error(HttpStatus.BAD_REQUEST_400, "the body is {\"by\":\"YOUR NAME\"}");
        }
        HeldMessagePages.Ordered ordered = up
                ? quarantine.up().decide(number, release, who.get())
                : new HeldMessagePages.Ordered(quarantine.decide(number, release, who.get()), "");
        if (!ordered.stays().isEmpty()) {
            return Reply.error(HttpStatus.CONFLICT_409, ordered.stays());
        }
        return ordered.decided()
                .map(decided -> Reply.of(HttpStatus.OK_200, decided))
                .orElseGet(
                        () -> Reply.error(HttpStatus.NOT_FOUND_404, "nothing that is kept is held under this number"));
    }

    private static Optional<String> who(Request request) {
        try (InputStream body = Content.Source.asInputStream(request)) {
            return Optional.of(JsonObject.read(Octets.of(body.readNBytes(BODY_MOST)))
                            .text("by"))
                    .filter(name -> !name.isBlank());
        } catch (IOException | MalformedException unreadable) {
            return Optional.empty();
        }
    }
}
