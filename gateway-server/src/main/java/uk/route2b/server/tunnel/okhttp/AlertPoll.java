package uk.route2b.server.tunnel.okhttp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.tunnel.SmartMeterChannel.AlertListener;

/**
 * Asks for alerts in one long poll after the other.
 *
 * <p>Numbers of alerts are not kept over a stop, and are counted from the start again after the system was away,
 * because it may have begun anew: what then comes a second time is known by its counters and does nothing.
 */
final class AlertPoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPoll.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WAIT_MILLIS = 30_000;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private record Alert(long number, EntityIdentifier meter, String text) {}

    private final OkHttpClient client;
    private final URI system;
    private final Timers timers;
    private final AlertListener listener;
    private volatile boolean stopped;
    private volatile boolean away;
    private volatile long after;

    AlertPoll(OkHttpClient client, URI system, Timers timers, AlertListener listener) {
        this.client = client;
        this.system = system;
        this.timers = timers;
        this.listener = listener;
    }

    AlertPoll start() {
        ask();
        return this;
    }

    private void ask() {
        if (stopped) {
            return;
        }
        String url = system + "/system/alerts?after=" + after + "&wait=" + WAIT_MILLIS;
        client.newCall(new Request.Builder().url(url).build()).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                take(response);
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                failed(String.valueOf(failure.getMessage()));
            }
        });
    }

    private void take(Response response) {
        try (response) {
            if (response.code() != 200) {
                failed("HTTP " + response.code());
                return;
            }
            List<Alert> alerts = read(response);
            away = false;
            for (Alert alert : alerts) {
                after = Math.max(after, alert.number());
                listener.alert(alert.meter(), alert.text());
            }
            ask();
        } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
            failed(String.valueOf(unreadable.getMessage()));
        }
    }

    private static List<Alert> read(Response response) throws IOException {
        JsonNode root = JSON.readTree(HttpSmartMeterChannel.body(response).toArray());
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode node : root.path("alerts")) {
            alerts.add(new Alert(
                    node.path("number").asLong(),
                    EntityIdentifier.parse(node.path("meter").asString("")),
                    node.path("text").asString("")));
        }
        return alerts;
    }

    private void failed(String why) {
        if (stopped) {
            return;
        }
        if (!away) {
            LOG.warn(
                    "no alerts from the smart meter system at {} ({}); route 2a up stands still until it is back",
                    system,
                    why);
        }
        away = true;
        after = 0;
        timers.after(AFTER_FAILURE, this::ask);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
