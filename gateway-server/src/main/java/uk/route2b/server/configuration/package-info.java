/** The configuration file of the server: strict YAML, read into records, its faults reported together. */
@NullMarked
package uk.route2b.server.configuration;

import org.jspecify.annotations.NullMarked;
