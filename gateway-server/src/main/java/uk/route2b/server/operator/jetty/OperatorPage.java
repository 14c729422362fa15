package uk.route2b.server.operator.jetty;

import org.eclipse.jetty.server.Request;

/** Some paths of the operator's interface that read or change the store. Safe for use by several threads. */
interface OperatorPage {
    boolean isFor(String path);

    /** Answers a request for a path that it is for. */
    Reply handle(Request request, String path);
}
