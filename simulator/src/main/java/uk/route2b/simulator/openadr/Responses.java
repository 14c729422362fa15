package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;

/** Answers that say little more than how it went. */
public final class Responses {
    private Responses() {}

    /** An oadrResponse. */
    public static Message response(ResponseCode code, Message request, String venId) {
        return MessageType.RESPONSE.with(code.to(request), EI.text("venID", venId));
    }

    /** An oadrResponse to something that names no VEN. */
    public static Message response(ResponseCode code, Message request) {
        return MessageType.RESPONSE.with(code.to(request));
    }

    /** The answer to oadrRegisterReport. */
    public static Message registeredReport(Message request, String venId) {
        return MessageType.REGISTERED_REPORT.with(ResponseCode.OK.to(request), EI.text("venID", venId));
    }

    /** The answer to oadrUpdateReport. */
    public static Message updatedReport(Message request, String venId) {
        return MessageType.UPDATED_REPORT.with(ResponseCode.OK.to(request), EI.text("venID", venId));
    }

    /** The answer to oadrCreateReport: the reports asked for will come. */
    public static Message createdReport(Message request, String venId) {
        Element[] pending = request.body()
                .all(EI, "reportRequestID")
                .map(id -> EI.text("reportRequestID", id.text()))
                .toArray(Element[]::new);
        return MessageType.CREATED_REPORT.with(
                ResponseCode.OK.to(request), OADR.element("oadrPendingReports", pending), EI.text("venID", venId));
    }

    /** The answer to oadrCancelReport: none is pending any more. */
    public static Message canceledReport(Message request, String venId) {
        return MessageType.CANCELED_REPORT.with(
                ResponseCode.OK.to(request), OADR.element("oadrPendingReports"), EI.text("venID", venId));
    }

    /** The answer to oadrCreateOpt. */
    public static Message createdOpt(Message request) {
        return MessageType.CREATED_OPT.with(ResponseCode.OK.to(request), optId(request));
    }

    /** The answer to oadrCancelOpt. */
    public static Message canceledOpt(Message request) {
        return MessageType.CANCELED_OPT.with(ResponseCode.OK.to(request), optId(request));
    }

    private static Element optId(Message request) {
        return EI.text("optID", request.body().textOf(EI, "optID").orElse(""));
    }
}
