package uk.route2b.pki.command;

import java.security.PublicKey;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Reads PKCS#10 requests from files. */
final class Requests {
    private static final int LARGEST = 1 << 16;

    private Requests() {}

    /** The key of a request whose own signature verifies; what else it asks for is noted. */
    static PublicKey provenKey(String file, Console console) {
        CertificationRequest request = read(file, console);
        if (!request.asked().isEmpty()) {
            console.note("note: " + file + " asks for extensions " + request.asked()
                    + "; only its key is taken, the profile decides the rest");
        }
        return request.key();
    }

    /** A request whose own signature verifies. */
    static CertificationRequest read(String file, Console console) {
        try {
            CertificationRequest request =
                    CertificationRequest.read(Octets.of(new InputFile(file).read(console, LARGEST)));
            if (!request.proven()) {
                throw new CommandFailure(
                        ExitCode.KEY,
                        file,
                        "its own signature does not verify, so nobody has proved to hold the key",
                        "make the request again");
            }
            return request;
        } catch (MalformedException broken) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file,
                    "it is no PKCS#10 request for a key on P-256",
                    "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj / …",
                    broken);
        }
    }
}
