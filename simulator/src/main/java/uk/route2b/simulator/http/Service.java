package uk.route2b.simulator.http;

import java.util.concurrent.CompletionStage;

/** Answers requests; the answer may come later, from another thread. */
@FunctionalInterface
public interface Service {
    /**
     * The answer to {@code request}.
     *
     * @throws IllegalArgumentException if the request makes no sense; the answer is then 400 with this reason
     */
    CompletionStage<Answer> answer(Request request);
}
