/** What the gateway decided and why, in files that show it if anybody changes them. */
@NullMarked
package uk.route2b.server.audit;

import org.jspecify.annotations.NullMarked;
