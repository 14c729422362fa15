package uk.route2b.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sends each request to the service for its method and path; 404 and 405 for the rest. */
public final class Routes implements Service {
    private record Route(String method, PathTemplate path, Service service) {}

    private final List<Route> routes = new ArrayList<>();

    /**
     * Requests with {@code method} on {@code path}, where {@code {name}} matches one segment, go to {@code service}.
     */
    public Routes on(String method, String path, Service service) {
        routes.add(new Route(method, new PathTemplate(path), service));
        return this;
    }

    /** As {@link #on}, for an answer that is there at once. */
    public Routes now(String method, String path, Function<Request, Answer> service) {
        return on(method, path, request -> CompletableFuture.completedFuture(service.apply(request)));
    }

    @Override
    public CompletionStage<Answer> answer(Request request) {
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> found = route.path().match(request.path());
            if (found.isPresent() && route.method().equals(request.method())) {
                return route.service().answer(request.matched(found.get()));
            }
            known |= found.isPresent();
        }
        return CompletableFuture.completedFuture(
                known ? Answer.reason(405, "another method") : Answer.reason(404, "no such path"));
    }
}
