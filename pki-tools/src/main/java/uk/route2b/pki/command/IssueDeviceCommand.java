package uk.route2b.pki.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;

/** {@code pki issue device}. */
@Command(
        name = "device",
        description =
                "Issues a certificate to a device, such as a CEM: nobody in the subject, its entity identifier in a"
                        + " hardwareModuleName, valid without end. PREFIX.pem holds it and, after it, its issuing authority.",
        footer = {
            "%nExamples:%n",
            "  route2b pki issue device --dir test-pki --eui 00-DB-12-34-56-78-90-A0 \\",
            "      --use signing --out cem",
            "  route2b pki issue device --dir test-pki --eui 00-DB-12-34-56-78-90-A0 \\",
            "      --use signing --csr cem.csr --out cem"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueDeviceCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private IssueOptions options;

    @Option(
            names = "--use",
            required = true,
            paramLabel = "USE",
            description = "What the key is for: ${COMPLETION-CANDIDATES}.")
    private DeviceUse use;

    IssueDeviceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        options.issue(
                surroundings,
                Member.DEVICE_CA,
                "device " + options.entity() + ", " + use,
                (authority, key) -> authority.certifyDevice(
                        options.entity(), use.keyUse(), key, options.validity(authority, authority.deviceValidity())));
        return ExitCode.DONE.number();
    }
}
