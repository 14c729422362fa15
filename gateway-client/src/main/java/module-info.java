/** The CEM's end of the link, for embedding. It changes no global setting of the JVM it runs in. */
module uk.route2b.client {
    requires static transitive org.jspecify;
    requires transitive uk.route2b.protocol;
    requires org.slf4j;
    requires okhttp3;
    requires okio;
    requires kotlin.stdlib;

    exports uk.route2b.client;
    exports uk.route2b.client.spi;
}
