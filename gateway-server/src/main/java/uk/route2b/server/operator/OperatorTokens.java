package uk.route2b.server.operator;

import java.security.MessageDigest;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.OperatorAccess;
import uk.route2b.server.configuration.Secret;

/**
 * The tokens of the operator's listener, as digests. Digests are compared in a time that does not depend on where they
 * differ.
 */
public final class OperatorTokens {
    private static final String SCHEME = "Bearer ";
    private static final int LEAST = 22;

    private final boolean open;
    private final Optional<byte[]> read;
    private final Optional<byte[]> act;

    private OperatorTokens(boolean open, Optional<byte[]> read, Optional<byte[]> act) {
        this.open = open;
        this.read = read;
        this.act = act;
    }

    /** What somebody may do. */
    public enum Grant {
        NOTHING,
        LOOK,
        ACT
    }

    /**
     * Reads the tokens.
     *
     * @throws CommandFailure exit code 5 if one cannot be read or can be guessed, or both are the same; it never quotes
     *     one
     */
    public static OperatorTokens of(OperatorAccess access) {
        OperatorTokens tokens = new OperatorTokens(
                access.isOpen(),
                access.read().map(OperatorTokens::digest),
                access.act().map(OperatorTokens::digest));
        if (tokens.read.isPresent()
                && tokens.act.isPresent()
                && MessageDigest.isEqual(tokens.read.get(), tokens.act.get())) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    "operator.readToken",
                    "it is the same as actToken, so whoever may look could act",
                    "make another one: openssl rand -hex 32");
        }
        return tokens;
    }

    private static byte[] digest(Secret secret) {
        String token = secret.read().text().strip();
        if (!token.matches("[!-~]{" + LEAST + ",1024}")) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    secret.toString(),
                    "a token of the operator has at least " + LEAST + " printable characters and no spaces",
                    "make one: openssl rand -hex 32");
        }
        return Octets.ofText(token).sha256().toArray();
    }

    /** Whether no token is asked for. */
    public boolean isOpen() {
        return open;
    }

    /**
     * What the sender of a request may do.
     *
     * @param authorization the Authorization header, if there is one
     */
    public Grant grant(Optional<String> authorization) {
        if (open) {
            return Grant.ACT;
        }
        String token = authorization
                .filter(text -> text.startsWith(SCHEME))
                .map(text -> text.substring(SCHEME.length()))
                .orElse("");
        byte[] shown = Octets.ofText(token).sha256().toArray();
        boolean mayAct = act.isPresent() && MessageDigest.isEqual(act.get(), shown);
        boolean mayLook = read.isPresent() && MessageDigest.isEqual(read.get(), shown);
        if (mayAct) {
            return Grant.ACT;
        }
        return mayLook ? Grant.LOOK : Grant.NOTHING;
    }
}
