package uk.route2b.cem.endpoint;

import java.util.concurrent.CompletableFuture;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;

/** The client as the endpoint sees it. */
public interface Uplink {
    CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request);

    /** Takes a request back unless it is signed; {@code answer} is completed if it could be. */
    void withdraw(CompletableFuture<OpenAdrAnswer> answer);

    LinkStatus status();
}
