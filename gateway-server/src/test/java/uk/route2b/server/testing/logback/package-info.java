/** What is logged, for tests to hear. */
@NullMarked
package uk.route2b.server.testing.logback;

import org.jspecify.annotations.NullMarked;
