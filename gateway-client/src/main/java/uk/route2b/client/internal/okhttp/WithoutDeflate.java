package uk.route2b.client.internal.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Takes back the offer of permessage-deflate that OkHttp always makes: compressing secrets beside text that a peer
 * chooses tells of them, and large bodies are deflated inside their signature already.
 */
final class WithoutDeflate implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(chain.request()
                .newBuilder()
                .removeHeader("Sec-WebSocket-Extensions")
                .build());
    }
}
