package uk.route2b.simulator.openadr;

import java.util.Arrays;
import java.util.Optional;

/** The five services, each with its own path; case matters. */
public enum OadrService {
    /** Registration. */
    REGISTER_PARTY("EiRegisterParty"),
    /** Events. */
    EVENT("EiEvent"),
    /** Reports. */
    REPORT("EiReport"),
    /** Opt schedules. */
    OPT("EiOpt"),
    /** Polls. */
    POLL("OadrPoll");

    /** The path before the service. */
    public static final String BASE_PATH = "/OpenADR2/Simple/2.0b";

    private final String path;

    OadrService(String path) {
        this.path = path;
    }

    /** The last segment of the path. */
    public String path() {
        return path;
    }

    /** The service at {@code path}. */
    public static Optional<OadrService> at(String path) {
        return Arrays.stream(values())
                .filter(service -> service.path.equals(path))
                .findFirst();
    }
}
