/** The deployed cloud endpoint: the program, and the server that other programs and tests embed. */
@NullMarked
package uk.route2b.server;

import org.jspecify.annotations.NullMarked;
