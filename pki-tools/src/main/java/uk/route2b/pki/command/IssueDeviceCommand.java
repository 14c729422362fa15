package uk.route2b.pki.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;

/** {@code pki issue device}. */
@Command(
        name = "device",
        description =
                "Issues a certificate to a device, such as a CEM: nobody in the subject, its entity identifier in a"
                        + " hardwareModuleName, valid without end.",
        footer = {
            "%nExamples:%n",
            "  route2b pki issue device --dir test-pki --eui 00-DB-12-34-56-78-90-A0 --use signing --out cem"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueDeviceCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec command;

    @Mixin
    private IssueOptions options;

    @Option(
            names = "--use",
            required = true,
            paramLabel = "USE",
            description = "What the key is for: signing, agreement.")
    private Use use;

    IssueDeviceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (use == Use.XML) {
            throw new ParameterException(
                    command.commandLine(), "a device has no certificate for XML: signing, agreement");
        }
        IssuedFiles files = options.files(surroundings);
        files.refuseIfInTheWay();
        files.write(
                options.authority(Member.DEVICE_CA, surroundings, "device " + use)
                        .device(options.entity(), use.keyUse()),
                "device " + options.entity() + ", " + use);
        return ExitCode.DONE.number();
    }
}
