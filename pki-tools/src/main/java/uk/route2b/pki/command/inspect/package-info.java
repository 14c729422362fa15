/** The command that tells what a file is, whatever of ours it holds. */
@NullMarked
package uk.route2b.pki.command.inspect;

import org.jspecify.annotations.NullMarked;
