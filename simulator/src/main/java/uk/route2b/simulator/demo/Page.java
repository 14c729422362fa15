package uk.route2b.simulator.demo;

import java.io.IOException;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON page of one of the processes. */
record Page(OkHttpClient http, String url) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final MediaType JSON = MediaType.get("application/json");

    /** What the page says, or nothing while nobody answers. */
    Optional<JsonNode> read() {
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.isSuccessful()
                    ? Optional.of(MAPPER.readTree(response.body().string()))
                    : Optional.empty();
        } catch (IOException nobodyYet) {
            return Optional.empty();
        }
    }

    /** What the page says now. */
    JsonNode require() {
        return read().orElseThrow(() -> new StepFailed(url + " does not answer"));
    }

    /** Posts {@code json} and expects any 2xx. */
    void post(String json) {
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(json, JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new StepFailed(url + " answered " + response.code());
            }
        } catch (IOException failed) {
            throw new StepFailed(url + " could not be reached: " + failed.getMessage(), failed);
        }
    }
}
