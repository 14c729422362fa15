/** The way to a VTN over HTTP. */
@NullMarked
package uk.route2b.server.vtn.okhttp;

import org.jspecify.annotations.NullMarked;
