/** The CEM program: the client with a configuration file, an OpenADR endpoint on the loopback, and a meter. */
@NullMarked
package uk.route2b.cem;

import org.jspecify.annotations.NullMarked;
