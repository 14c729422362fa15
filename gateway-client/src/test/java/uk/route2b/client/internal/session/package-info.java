/** Tests of the engine. */
@NullMarked
package uk.route2b.client.internal.session;

import org.jspecify.annotations.NullMarked;
