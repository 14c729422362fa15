package uk.route2b.pki.command.fragment;

import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.octets.Octets;

/** Hexadecimal digits in a file, with blanks and line ends between them. */
final class HexDigits {
    private HexDigits() {}

    static Octets read(String file, Octets text) {
        try {
            return Octets.ofHex(text.text().replaceAll("\\s", ""));
        } catch (IllegalArgumentException notHex) {
            throw new CommandFailure(
                    ExitCode.INPUT, file, "there is something else than hexadecimal digits in it", "leave out --hex");
        }
    }
}
