package uk.route2b.conformance.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import uk.route2b.protocol.octets.Octets;

/**
 * One connection, octet by octet: plain or TLS, HTTP first and WebSocket frames later. One thread may write while
 * another reads.
 */
public final class Wire implements AutoCloseable {
    private static final int HEAD_MOST = 64 * 1024;
    private static final String EMPTY_LINE = "\r\n\r\n";
    private static final int MESSAGE_MOST = 64 * 1024 * 1024;
    private static final int NO_CODE = 1005;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean binary;
    private final AtomicInteger pongs = new AtomicInteger();

    /** @param socket connected; closed with this */
    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Sends {@code octets} as they are; blocks while the other end does not read. */
    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** The other end's certificates; empty without TLS or where it showed none. */
    public List<X509Certificate> shown() {
        if (!(socket instanceof SSLSocket tls)) {
            return List.of();
        }
        try {
            return Arrays.stream(tls.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    /** How many pongs went by so far. */
    public int pongs() {
        return pongs.get();
    }

    /** The answer to an HTTP request: its head; what follows a refusal is left unread. */
    public Heard hearHead(Duration within) {
        return timed(within, () -> {
            String head = head();
            String status = head.length() < 12 ? "" : head.substring(9, 12);
            if (!head.startsWith("HTTP/1.") || !status.chars().allMatch(Character::isDigit)) {
                return new Heard.Ended("no answer of HTTP");
            }
            return status.equals("101") ? new Heard.Upgraded(head) : new Heard.Http(Integer.parseInt(status));
        });
    }

    /** The head of a request or an answer, with its empty line. */
    public String head() throws IOException {
        return head(HEAD_MOST);
    }

    /**
     * The same where a longer one may come.
     *
     * @throws IOException also if it is longer than {@code most} octets
     */
    public String head(int most) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(EMPTY_LINE, head.length() - EMPTY_LINE.length()) < 0) {
            if (head.length() >= most) {
                throw new IOException("a head of more than " + most + " octets");
            }
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The next message, or how the connection ends; pings and pongs go by. */
    public Heard hear(Duration within) {
        return timed(within, this::frames);
    }

    /** How the connection ends; messages go by. */
    public Heard hearEnd(Duration within) {
        return timed(within, () -> {
            Heard heard = frames();
            while (heard instanceof Heard.Message) {
                heard = frames();
            }
            return heard;
        });
    }

    /** Whatever comes, without a meaning: for what has no HTTP yet. */
    public Heard hearOctet(Duration within) {
        return timed(within, () -> new Heard.Message(true, Octets.of((byte) in.readUnsignedByte())));
    }

    private interface Hearing {
        Heard hear() throws IOException;
    }

    /** The bound holds for each octet, which is enough where the other end is to fall silent. */
    private Heard timed(Duration within, Hearing hearing) {
        try {
            socket.setSoTimeout((int) Math.max(1, within.toMillis()));
            return hearing.hear();
        } catch (SocketTimeoutException silent) {
            return new Heard.Silence(within);
        } catch (EOFException end) {
            return new Heard.Ended("end of stream");
        } catch (IOException broken) {
            return new Heard.Ended(String.valueOf(broken.getMessage()));
        }
    }

    private Heard frames() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = payload();
            switch (first & 0x0F) {
                case 8 -> {
                    return closed(payload);
                }
                case 9 -> {} // whoever wants a pong from a tester gets none
                case 10 -> pongs.incrementAndGet();
                default -> {
                    binary = (first & 0x0F) == 0 ? binary : (first & 0x0F) == 2;
                    message.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        Octets whole = Octets.of(message.toByteArray());
                        message.reset();
                        return new Heard.Message(binary, whole);
                    }
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        int brief = second & 0x7F;
        long length = brief < 126 ? brief : brief == 126 ? in.readUnsignedShort() : in.readLong();
        if (length < 0 || length > MESSAGE_MOST) {
            throw new IOException("a frame of " + length + " octets");
        }
        byte[] mask = new byte[4];
        if ((second & 0x80) != 0) {
            in.readFully(mask);
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int index = 0; index < payload.length; index++) {
            payload[index] ^= mask[index % 4];
        }
        return payload;
    }

    private static Heard closed(byte[] payload) {
        if (payload.length < 2) {
            return new Heard.Closed(NO_CODE, "");
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        return new Heard.Closed(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Whoever closes wants it gone, and it is.
            message.reset();
        }
    }
}
