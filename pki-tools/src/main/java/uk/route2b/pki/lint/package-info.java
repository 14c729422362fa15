/** Says where a certificate or revocation list leaves its profile. Reads with the JDK what Bouncy Castle wrote. */
@NullMarked
package uk.route2b.pki.lint;

import org.jspecify.annotations.NullMarked;
