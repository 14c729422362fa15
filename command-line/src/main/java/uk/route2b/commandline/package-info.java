/** What all programs share: exit codes, three-line errors, JSON, atomic files, progress. */
@NullMarked
package uk.route2b.commandline;

import org.jspecify.annotations.NullMarked;
