package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;
import static uk.route2b.simulator.openadr.Vocabulary.STRM;
import static uk.route2b.simulator.openadr.Vocabulary.XCAL;

import java.time.Instant;

/** The requests of EiReport: one report of one value. */
public final class Reports {
    private static final String SPECIFIER = "telemetry";
    private static final String POINT = "load";

    private Reports() {}

    /** The reports a VEN can give. */
    public static Message register(String requestId, String venId, Instant now) {
        Element description = OADR.element(
                "oadrReportDescription",
                EI.text("rID", POINT),
                EI.text("reportType", "usage"),
                EI.text("readingType", "Direct Read"),
                OADR.element(
                        "oadrSamplingRate",
                        OADR.text("oadrMinPeriod", "PT1M"),
                        OADR.text("oadrMaxPeriod", "PT1M"),
                        OADR.text("oadrOnChange", false)));
        Element report = OADR.element(
                "oadrReport",
                XCAL.element("duration", XCAL.text("duration", "PT1H")),
                description,
                EI.text("reportRequestID", 0),
                EI.text("reportSpecifierID", SPECIFIER),
                EI.text("reportName", "METADATA_TELEMETRY_USAGE"),
                EI.text("createdDateTime", now));
        return MessageType.REGISTER_REPORT.with(PYLD.text("requestID", requestId), report, EI.text("venID", venId));
    }

    /** One value. */
    public static Message update(String requestId, String reportRequestId, String venId, double value, Instant now) {
        Element payload = OADR.element(
                "oadrReportPayload", EI.text("rID", POINT), EI.element("payloadFloat", EI.text("value", value)));
        Element report = OADR.element(
                "oadrReport",
                dtstart(now),
                STRM.element("intervals", EI.element("interval", dtstart(now), payload)),
                EI.text("reportRequestID", reportRequestId),
                EI.text("reportSpecifierID", SPECIFIER),
                EI.text("reportName", "TELEMETRY_USAGE"),
                EI.text("createdDateTime", now));
        return MessageType.UPDATE_REPORT.with(PYLD.text("requestID", requestId), report, EI.text("venID", venId));
    }

    /** Give me that report, once a minute. */
    public static Message create(String requestId, String reportRequestId, String venId) {
        Element point = EI.element("specifierPayload", EI.text("rID", POINT), EI.text("readingType", "Direct Read"));
        Element specifier = EI.element(
                "reportSpecifier",
                EI.text("reportSpecifierID", SPECIFIER),
                XCAL.element("granularity", XCAL.text("duration", "PT1M")),
                EI.element("reportBackDuration", XCAL.text("duration", "PT1M")),
                point);
        Element request = OADR.element("oadrReportRequest", EI.text("reportRequestID", reportRequestId), specifier);
        return MessageType.CREATE_REPORT.with(PYLD.text("requestID", requestId), request, EI.text("venID", venId));
    }

    private static Element dtstart(Instant now) {
        return XCAL.element("dtstart", XCAL.text("date-time", now));
    }
}
