/** The link configuration: the signed document that sets up or moves the link. */
@NullMarked
package uk.route2b.protocol.configuration;

import org.jspecify.annotations.NullMarked;
