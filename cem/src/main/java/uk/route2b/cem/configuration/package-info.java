/** The configuration file of the CEM program, read strictly. */
@NullMarked
package uk.route2b.cem.configuration;

import org.jspecify.annotations.NullMarked;
