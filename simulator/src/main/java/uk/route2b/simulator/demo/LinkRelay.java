package uk.route2b.simulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries octets between the CEMs and the gateway, as the internet does, and can be cut. */
final class LinkRelay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket listener;
    private final int gateway;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private LinkRelay(ServerSocket listener, int gateway) {
        this.listener = listener;
        this.gateway = gateway;
    }

    /**
     * Starts one on this machine.
     *
     * @param port what CEMs dial
     * @param gateway where the gateway listens
     */
    static LinkRelay start(int port, int gateway) {
        try {
            LinkRelay relay = new LinkRelay(new ServerSocket(port, 0, InetAddress.getLoopbackAddress()), gateway);
            relay.thread(relay::accept);
            return relay;
        } catch (IOException taken) {
            throw new StepFailed("nothing can listen on port " + port + ": " + taken.getMessage(), taken);
        }
    }

    /** Ends every connection, and takes no more. */
    void cut() {
        cut = true;
        open.forEach(LinkRelay::end);
    }

    /** Carries again. */
    void mend() {
        cut = false;
    }

    private void thread(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        boolean more = true;
        while (more) {
            more = acceptOne();
        }
    }

    private boolean acceptOne() {
        try {
            carry(listener.accept());
            return true;
        } catch (IOException failed) {
            return !listener.isClosed();
        }
    }

    private void carry(Socket cem) {
        open.add(cem);
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), gateway);
            open.add(there);
            thread(() -> pump(cem, there));
            thread(() -> pump(there, cem));
        } catch (IOException away) {
            // The gateway is not there yet, or no more: the CEM dials again.
            end(cem);
        }
        if (cut) {
            cut();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        } catch (IOException ended) {
            // Either end has closed: the other is closed as well, and that is all that there is to do.
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
