/** A whole gateway in this process, from certificate files and a configuration file to listening ports. */
@NullMarked
package uk.route2b.tests.gateway;

import org.jspecify.annotations.NullMarked;
