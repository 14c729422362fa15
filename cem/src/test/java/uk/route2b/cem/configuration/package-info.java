/** Tests of the configuration file. */
@NullMarked
package uk.route2b.cem.configuration;

import org.jspecify.annotations.NullMarked;
