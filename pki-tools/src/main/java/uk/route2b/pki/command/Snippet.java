package uk.route2b.pki.command;

/** Lines that show how other software takes what was exported. */
enum Snippet {
    JETTY("""
            // Jetty: an SMKI certificate has no DNS name, so the check of SNI against it has to be off.
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStorePath("%1$s.p12");
            tls.setKeyStorePassword(System.getenv("KEY_STORE_PASSWORD"));
            tls.setTrustStorePath("trust.p12");
            tls.setKeyManagerFactoryAlgorithm("SunX509");
            tls.setTrustManagerFactoryAlgorithm("PKIX");
            tls.setNeedClientAuth(true);
            tls.setIncludeProtocols("TLSv1.3");
            HttpConfiguration http = new HttpConfiguration();
            SecureRequestCustomizer secure = new SecureRequestCustomizer();
            secure.setSniHostCheck(false);
            http.addCustomizer(secure);
            """),
    OKHTTP("""
            // OkHttp: trust "PKIX", not "SunX509", which refuses a critical certificate policy. Identity is the
            // entity identifier, so the host name verifier compares that, after the chain has been checked.
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(Path.of("%1$s.p12"))) {
                store.load(in, password);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trustStore); // trust.p12, loaded the same way
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            """),
    OPENSSL("""
            # a server that demands a client certificate, and a client
            openssl s_server -accept 8443 -tls1_3 -cert %1$s.pem -cert_chain %1$s.pem -key %1$s.key \\
                -CAfile trust.pem -Verify 3 -verify_return_error
            openssl s_client -connect localhost:8443 -tls1_3 -cert %1$s.pem -cert_chain %1$s.pem -key %1$s.key \\
                -CAfile trust.pem -verify_return_error
            """);

    private final String text;

    Snippet(String text) {
        this.text = text;
    }

    /** The lines for files that begin with {@code prefix}. */
    String text(String prefix) {
        return text.formatted(prefix);
    }
}
