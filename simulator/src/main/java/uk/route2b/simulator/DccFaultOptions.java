package uk.route2b.simulator;

import java.util.Map;
import picocli.CommandLine.Option;
import uk.route2b.simulator.dcc.DccFault;
import uk.route2b.simulator.dcc.DccFaults;
import uk.route2b.simulator.metersystem.MillisRange;

/** The options of what goes wrong at the DCC. */
final class DccFaultOptions {
    @Option(
            names = "--transform-millis",
            paramLabel = "MIN-MAX",
            converter = RangeConverter.class,
            description = "until Transform answers")
    private MillisRange transform = MillisRange.NONE;

    @Option(
            names = "--send-millis",
            paramLabel = "MIN-MAX",
            converter = RangeConverter.class,
            description = "until Send answers")
    private MillisRange send = MillisRange.NONE;

    @Option(
            names = "--transform-error",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "Transform answers with an error code")
    private double transformError;

    @Option(
            names = "--wrong-pre-command",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "the pre-command says something else")
    private double wrongPreCommand;

    @Option(
            names = "--send-error",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "Send answers with an error code")
    private double sendError;

    @Option(
            names = "--wrong-xml-signature",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "a document was changed after it was signed")
    private double wrongXmlSignature;

    @Option(
            names = "--other-device",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "the response is one of another device")
    private double otherDevice;

    @Option(
            names = "--wrong-signature",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "a meter's message was changed after it was signed")
    private double wrongSignature;

    @Option(
            names = "--response-repeat",
            paramLabel = "P",
            converter = ChanceConverter.class,
            description = "a response comes twice")
    private double responseRepeat;

    DccFaults faults() {
        return new DccFaults(
                transform,
                send,
                Map.of(
                        DccFault.TRANSFORM_ERROR, transformError,
                        DccFault.WRONG_PRE_COMMAND, wrongPreCommand,
                        DccFault.SEND_ERROR, sendError,
                        DccFault.WRONG_XML_SIGNATURE, wrongXmlSignature,
                        DccFault.OTHER_DEVICE, otherDevice,
                        DccFault.WRONG_SIGNATURE, wrongSignature,
                        DccFault.RESPONSE_REPEAT, responseRepeat));
    }
}
