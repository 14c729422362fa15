package uk.route2b.client.internal.session;

import java.util.concurrent.CompletableFuture;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;

/** A request that waits to be signed, and who waits for its answer. */
record Pending(OpenAdrRequest request, CompletableFuture<OpenAdrAnswer> answer) {
    int octets() {
        return request.body().size();
    }
}
