package uk.route2b.pki.command.message;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.message.Zlib;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** {@code message sign}. */
@Command(
        name = "sign",
        description = {
            "Signs the content of FILE as one message and prints it as hexadecimal digits.",
            "With a zlib format (22, 24, 27) the content is deflated first. The counter is the caller's business: a"
                    + " receiver takes each counter once."
        },
        footer = {
            "%nExample:%n",
            "  route2b message sign --key dsrsp.key --cra 1 --counter 1795464000000 \\",
            "    --originator 90-B3-D5-1F-30-01-00-08 --target 00-DB-12-34-56-78-90-C1 \\",
            "    --code 7F01 --format 21 event.xml > message.hex"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class MessageSignCommand implements Callable<Integer> {
    private static final int KEY_MOST = 64 * 1024;

    private final Console console;

    @Option(names = "--key", paramLabel = "KEY", required = true, description = "The originator's key, PKCS#8.")
    private String key;

    @Option(names = "--cra", paramLabel = "1|2|3", required = true, description = "1 command, 2 response, 3 alert.")
    private int cra;

    @Option(
            names = "--counter",
            paramLabel = "N",
            required = true,
            description = "Originator counter, 0 to 18446744073709551615.")
    private String counter;

    @Option(names = "--originator", paramLabel = "EUI", required = true, description = "Who signs.")
    private EntityIdentifier originator;

    @Option(names = "--target", paramLabel = "EUI", required = true, description = "For whom it is.")
    private EntityIdentifier target;

    @Option(names = "--code", paramLabel = "7F01", required = true, description = "Message code, four digits.")
    private String code;

    @Option(names = "--format", paramLabel = "21", required = true, description = "Format octet, two digits.")
    private String format;

    @Parameters(paramLabel = "FILE", description = "The content without its format octet; - is standard input.")
    private String file;

    public MessageSignCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        GroupingHeader header = GroupingHeader.of(craFlag(), number(), originator, target, messageCode());
        ContentFormat chosen = contentFormat();
        Octets body = Octets.of(new InputFile(file).read(console, MessageFile.MOST));
        Content content = new Content(chosen, chosen.compressed() ? Zlib.deflate(body) : body);
        console.out()
                .println(UnsignedMessage.of(header, content)
                        .sign(signer())
                        .octets()
                        .hex());
        return ExitCode.DONE.number();
    }

    private CraFlag craFlag() {
        return java.util.Arrays.stream(CraFlag.values())
                .filter(flag -> flag.octet() == cra)
                .findFirst()
                .orElseThrow(() -> usage("--cra", "it is neither 1, 2 nor 3"));
    }

    private long number() {
        try {
            return Long.parseUnsignedLong(counter);
        } catch (NumberFormatException notANumber) {
            throw usage("--counter", "it is no whole number from 0 to 18446744073709551615");
        }
    }

    private MessageCode messageCode() {
        try {
            return MessageCode.parse(code);
        } catch (IllegalArgumentException notACode) {
            throw usage("--code", "it has not four hexadecimal digits");
        }
    }

    private ContentFormat contentFormat() {
        return java.util.Arrays.stream(ContentFormat.values())
                .filter(known -> known.digits().equalsIgnoreCase(format))
                .findFirst()
                .orElseThrow(() -> usage("--format", "it is none of 20 to 27"));
    }

    private MessageSigner signer() {
        try {
            return Ecdsa.signer(KeyFiles.privateKey(Octets.of(new InputFile(key).read(console, KEY_MOST))));
        } catch (MalformedException unreadable) {
            throw new CommandFailure(
                    ExitCode.KEY, key, "it holds no unencrypted PKCS#8 key on P-256", "route2b pki issue makes one");
        }
    }

    private static CommandFailure usage(String option, String why) {
        return new CommandFailure(ExitCode.USAGE, option, why, "route2b message sign --help");
    }
}
