package uk.route2b.simulator.vtn;

import java.util.Optional;
import java.util.function.Supplier;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.OadrService;
import uk.route2b.simulator.openadr.Registrations;
import uk.route2b.simulator.openadr.ResponseCode;
import uk.route2b.simulator.openadr.Responses;

/** Answers what VENs post. */
final class Desk {
    private final String vtnId;
    private final Accounts accounts;
    private final Distributor distributor;
    private final Supplier<String> identifiers;

    Desk(String vtnId, Accounts accounts, Distributor distributor, Supplier<String> identifiers) {
        this.vtnId = vtnId;
        this.accounts = accounts;
        this.distributor = distributor;
        this.identifiers = identifiers;
    }

    /** The answer to {@code request}, which was posted to {@code service}. */
    Message answer(OadrService service, Message request) {
        if (!request.type().belongsTo(service)) {
            return Responses.response(ResponseCode.INVALID_DATA, request);
        }
        return request.type() == MessageType.QUERY_REGISTRATION
                ? Registrations.offered(ResponseCode.OK, request, vtnId)
                : named(request);
    }

    /** Answers need not name a VEN; requests must. */
    private Message named(Message request) {
        Optional<VenAccount> account = request.venId().flatMap(accounts::of);
        if (account.isPresent()) {
            return answer(account.get(), request);
        }
        return request.venId().isEmpty() && isAnswer(request.type())
                ? Responses.response(ResponseCode.OK, request)
                : unknown(request);
    }

    private Message unknown(Message request) {
        return request.type() == MessageType.CREATE_PARTY_REGISTRATION
                ? Registrations.offered(ResponseCode.INVALID_ID, request, vtnId)
                : Responses.response(ResponseCode.INVALID_ID, request);
    }

    private static boolean isAnswer(MessageType type) {
        return switch (type) {
            case RESPONSE,
                    CANCELED_PARTY_REGISTRATION,
                    REGISTERED_REPORT,
                    CREATED_REPORT,
                    UPDATED_REPORT,
                    CANCELED_REPORT -> true;
            default -> false;
        };
    }

    private Message answer(VenAccount account, Message request) {
        String ven = account.venId();
        return switch (request.type()) {
            case POLL -> poll(account, request);
            case QUERY_REGISTRATION -> Registrations.offered(ResponseCode.OK, request, vtnId);
            case CREATE_PARTY_REGISTRATION -> register(account, request);
            case CANCEL_PARTY_REGISTRATION -> deregister(account, request);
            case REQUEST_EVENT -> distributor.answer(account, request, identifiers.get());
            case REGISTER_REPORT -> Responses.registeredReport(request, ven);
            case UPDATE_REPORT -> Responses.updatedReport(request, ven);
            case CREATE_REPORT -> Responses.createdReport(request, ven);
            case CANCEL_REPORT -> Responses.canceledReport(request, ven);
            case CREATE_OPT -> Responses.createdOpt(request);
            case CANCEL_OPT -> Responses.canceledOpt(request);
            case CREATED_EVENT,
                    RESPONSE,
                    CANCELED_PARTY_REGISTRATION,
                    REGISTERED_REPORT,
                    CREATED_REPORT,
                    UPDATED_REPORT,
                    CANCELED_REPORT -> Responses.response(ResponseCode.OK, request, ven);
            case CREATED_PARTY_REGISTRATION, REQUEST_REREGISTRATION, DISTRIBUTE_EVENT, CREATED_OPT, CANCELED_OPT ->
                Responses.response(ResponseCode.NOT_ALLOWED, request, ven);
        };
    }

    /** One waiting message for each poll, gone once it is answered: so do all VTNs that were looked at. */
    private Message poll(VenAccount account, Message request) {
        return account.takeDistribution()
                .map(pending -> distributor.message(account, pending.requestId()))
                .or(account::takeRequest)
                .orElseGet(() -> Responses.response(ResponseCode.OK, request, account.venId()));
    }

    private Message register(VenAccount account, Message request) {
        if (account.registrationId().isEmpty()) {
            account.register(identifiers.get());
        }
        return Registrations.created(request, account.registrationId(), account.venId(), vtnId);
    }

    private static Message deregister(VenAccount account, Message request) {
        account.register("");
        return Registrations.canceled(request, account.venId());
    }
}
