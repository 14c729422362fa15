/** A CEM that a test drives by hand, octet by octet, so that it can break every rule. */
@NullMarked
package uk.route2b.tests.peer;

import org.jspecify.annotations.NullMarked;
