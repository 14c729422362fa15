package uk.route2b.protocol.openadr;

import java.util.Optional;

/** The five services of OpenADR 2.0b; each is the last segment of a path, spelt exactly so. */
public enum OpenAdrService {
    REGISTER_PARTY("EiRegisterParty"),
    EVENT("EiEvent"),
    REPORT("EiReport"),
    OPT("EiOpt"),
    POLL("OadrPoll");

    /** The path before the service on every VTN and push VEN of OpenADR 2.0b. */
    public static final String PATH = "/OpenADR2/Simple/2.0b/";

    private final String segment;

    OpenAdrService(String segment) {
        this.segment = segment;
    }

    /** The last segment of the path. */
    public String segment() {
        return segment;
    }

    /** The service with this segment; case matters. */
    public static Optional<OpenAdrService> of(String segment) {
        for (OpenAdrService service : values()) {
            if (service.segment.equals(segment)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }
}
