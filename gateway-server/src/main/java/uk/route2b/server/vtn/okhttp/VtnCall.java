package uk.route2b.server.vtn.okhttp;

import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import uk.route2b.server.vtn.IdentityHeaders;
import uk.route2b.server.vtn.VtnRequest;

/** A request to a VTN as HTTP: its service, its body, and the identity headers of its VTN and no others. */
final class VtnCall {
    private static final String XML = "application/xml; charset=UTF-8";

    private VtnCall() {}

    static Request of(VtnRequest request) {
        String url = request.vtn().url() + request.vtn().upstream().path() + request.service();
        MediaType type = MediaType.get(request.type().filter(VtnCall::readable).orElse(XML));
        Request.Builder builder = new Request.Builder()
                .url(url)
                .post(RequestBody.create(request.body().toArray(), type));
        IdentityHeaders.of(request).forEach(builder::header);
        return builder.build();
    }

    private static boolean readable(String type) {
        return MediaType.parse(type) != null;
    }
}
