package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/** A store, a clock that is moved by hand, and what is put into the store. */
abstract class StoreTest {
    protected static final CemKey KEY =
            new CemKey(EntityIdentifier.parse("90B3D51F30010008"), EntityIdentifier.parse("00DB1234567890C1"));
    protected static final CemKey OTHER_CEM =
            new CemKey(EntityIdentifier.parse("90B3D51F30010008"), EntityIdentifier.parse("00DB1234567890C2"));
    protected static final CemKey OTHER_DSRSP =
            new CemKey(EntityIdentifier.parse("90B3D51F30020008"), EntityIdentifier.parse("00DB1234567890C1"));
    protected static final KeyIdentifier SIGNER = KeyIdentifier.parse("4E5ED7D3AB43485C");
    protected static final Octets CERTIFICATE = Octets.ofHex("3000");
    protected static final MessageCode CODE = PrivateMessageCode.OPENADR.code();
    protected static final Octets ANSWER = Octets.ofText("an answer");
    protected static final String NODE = "node-1";
    protected static final long START = 1_795_000_000_000L;
    protected static final QueueLimits ROOM = new QueueLimits(10, 10_000);

    protected GatewayStore store;
    protected long now = START;

    /** A new store, with nothing in it. */
    protected abstract GatewayStore open(String node, InstantSource clock) throws Exception;

    /** The same store after it was closed and opened again, where it can be. */
    protected abstract GatewayStore reopen(GatewayStore closed, String node, InstantSource clock) throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open(NODE, this::time);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    private Instant time() {
        return Instant.ofEpochMilli(now);
    }

    protected final void reopen(String node) throws Exception {
        store = reopen(store, node, this::time);
    }

    protected final void assertSameAfterReopening() throws Exception {
        CemState before = store.load(KEY);
        reopen(NODE);
        assertThat(store.load(KEY)).usingRecursiveComparison().isEqualTo(before);
    }

    protected static Greeting greeting(long counter, long floor, long accepted) {
        return new Greeting(counter, floor, accepted, 3, SIGNER, CERTIFICATE);
    }

    protected final AcceptedMessage accepted(long counter) {
        Octets octets = Octets.ofText("message " + counter);
        return new AcceptedMessage(counter, CODE, octets.sha256(), octets, now);
    }

    protected final OutgoingMessage outgoing(long counter) {
        return outgoing(counter, Octets.ofText("ours"));
    }

    /** What is signed around a body. */
    protected final OutgoingMessage outgoing(long counter, Octets body) {
        Octets octets = Octets.concat(Octets.ofText("head " + counter + " "), body, Octets.ofText(" signature"));
        return new OutgoingMessage(counter, PrivateMessageCode.OPENADR, octets.sha256(), octets, now);
    }

    protected final NewPayload payload(String body) {
        return payload("oadrDistributeEvent", body, false, OptionalLong.empty());
    }

    protected final NewPayload payload(String kind, String body, boolean replaces, OptionalLong expires) {
        return new NewPayload(
                new PayloadFacts(kind, "ven-1", true, replaces, expires),
                Content.plain(ContentFormat.XML, Octets.ofText(body)),
                now);
    }

    protected final PayloadRecord queued(NewPayload payload) {
        return queued(KEY, payload);
    }

    protected final PayloadRecord queued(CemKey key, NewPayload payload) {
        return ((QueueOutcome.Queued) store.queue(key, payload, ROOM)).payload();
    }

    protected final PayloadRecord now(PayloadRecord payload) {
        return store.payload(payload.number()).orElseThrow();
    }
}
