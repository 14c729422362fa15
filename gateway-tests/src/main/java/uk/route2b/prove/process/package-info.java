/** Child processes and their Java. */
@NullMarked
package uk.route2b.prove.process;

import org.jspecify.annotations.NullMarked;
