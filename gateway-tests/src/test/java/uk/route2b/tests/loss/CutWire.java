package uk.route2b.tests.loss;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** A wire between a CEM and its gateway that can be cut: octets pass as they are, or not at all. */
final class CutWire implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket listener;
    private final IntSupplier gatewayPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    CutWire(IntSupplier gatewayPort) throws IOException {
        this.gatewayPort = gatewayPort;
        this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends every connection now; new ones pass. */
    void cut() {
        open.forEach(CutWire::closeQuietly);
    }

    /** From now on nothing passes, until {@link #mend}. */
    void shut() {
        shut = true;
        cut();
    }

    void mend() {
        shut = false;
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket cem = listener.accept();
                thread(() -> pass(cem));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket cem) {
        try (cem;
                Socket gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort.getAsInt())) {
            open.add(cem);
            open.add(gateway);
            if (shut) {
                return;
            }
            thread(() -> pump(gateway, cem));
            pump(cem, gateway);
        } catch (IOException gone) {
            closeQuietly(cem);
        } finally {
            open.remove(cem);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream()) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException cut) {
            closeQuietly(from);
        } finally {
            closeQuietly(to);
            open.remove(from);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException already) {
            throw new IllegalStateException("a socket of the loopback closes", already);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
