/** A certificate authority of SMKI shape as a library: profiles, authorities, keys. No files, no command line. */
@NullMarked
package uk.route2b.pki.issue;

import org.jspecify.annotations.NullMarked;
