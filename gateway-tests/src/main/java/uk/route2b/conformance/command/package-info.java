/** The command {@code conformance}. */
@NullMarked
package uk.route2b.conformance.command;

import org.jspecify.annotations.NullMarked;
