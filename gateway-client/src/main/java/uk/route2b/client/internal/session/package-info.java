/** The engine of the CEM's end: one thread, no socket, no file; what it decides, others carry out. */
@NullMarked
package uk.route2b.client.internal.session;

import org.jspecify.annotations.NullMarked;
