package uk.route2b.prove.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.octets.Octets;

/** One connection through the witness: what comes in on one side is noted and goes out on the other. */
final class Passing {
    private static final Logger LOG = LoggerFactory.getLogger(Passing.class);
    private static final int BUFFER = 64 * 1024;

    private final String cem;
    private final SSLSocket cemSide;
    private final SSLSocket gatewaySide;
    private final WireBook book;
    private volatile boolean cut;
    private volatile boolean silent;

    Passing(String cem, SSLSocket cemSide, SSLSocket gatewaySide, WireBook book) {
        this.cem = cem;
        this.cemSide = cemSide;
        this.gatewaySide = gatewaySide;
        this.book = book;
    }

    String cem() {
        return cem;
    }

    boolean isCut() {
        return cut;
    }

    /** Passes octets until both directions have ended; the calling thread carries one of them. */
    void run(Runnable ended) {
        Witness.thread("witness-up", () -> pump(cemSide, gatewaySide, false));
        pump(gatewaySide, cemSide, true);
        cut = true;
        closeQuietly(gatewaySide);
        closeQuietly(cemSide);
        ended.run();
    }

    void cut(boolean silently) {
        silent = silently;
        cut = true;
        closeQuietly(cemSide);
        if (!silently) {
            closeQuietly(gatewaySide);
        }
    }

    private void pump(SSLSocket from, SSLSocket to, boolean down) {
        FrameReader reader = new FrameReader(new Noting(down));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream()) {
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                // Noted first: what has left must stand in the book.
                reader.take(buffer, count);
                write(out, buffer, count);
            }
        } catch (IOException broken) {
            LOG.debug("witness: a connection ended", broken);
        } finally {
            afterEnd(to, down);
        }
    }

    /** A gateway that does not know that its CEM is gone is still listened to. */
    private void write(OutputStream out, byte[] buffer, int count) throws IOException {
        if (!silent) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private void afterEnd(SSLSocket other, boolean down) {
        if (down || !silent) {
            closeQuietly(other);
        }
    }

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException already) {
            LOG.trace("already closed", already);
        }
    }

    private final class Noting implements FrameReader.Listener {
        private final boolean down;

        private Noting(boolean down) {
            this.down = down;
        }

        @Override
        public void message(Octets octets) {
            book.saw(cem, down, octets);
        }

        @Override
        public void close(int code) {
            book.sawClose(down, code);
        }
    }
}
