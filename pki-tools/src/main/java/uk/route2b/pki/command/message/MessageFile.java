package uk.route2b.pki.command.message;

import java.util.Base64;
import java.util.Locale;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.InputFile;
import uk.route2b.protocol.octets.Octets;

/**
 * A file that holds octets as people keep them: raw, as hexadecimal digits or as Base64, told apart by what is in it.
 *
 * <p>A raw message starts with DF or DD, which no text does, so nothing raw is taken for text.
 */
public final class MessageFile {
    /** Largest file: a message of 4 MiB in hexadecimal digits with line ends. */
    public static final int MOST = 16 * 1024 * 1024;

    private MessageFile() {}

    /** The octets that {@code name} holds. */
    public static Octets read(String name, Console console) {
        return decode(Octets.of(new InputFile(name).read(console, MOST)));
    }

    /** The octets that {@code file} stands for. */
    public static Octets decode(Octets file) {
        if (!isAscii(file)) {
            return file;
        }
        String text = file.text().replaceAll("\\s", "");
        String digits = text.toUpperCase(Locale.ROOT).replaceFirst("^0X", "");
        if (digits.matches("([0-9A-F]{2})+")) {
            return Octets.ofHex(digits);
        }
        return text.matches("[A-Za-z0-9+/]+={0,2}") ? base64(text, file) : file;
    }

    private static boolean isAscii(Octets file) {
        for (int index = 0; index < file.size(); index++) {
            if (file.at(index) > 0x7E || file.at(index) < 0x09) {
                return false;
            }
        }
        return !file.isEmpty();
    }

    /** Text of the alphabet but of an impossible length is no Base64, so it stands for itself. */
    private static Octets base64(String text, Octets file) {
        try {
            return Octets.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return file;
        }
    }
}
