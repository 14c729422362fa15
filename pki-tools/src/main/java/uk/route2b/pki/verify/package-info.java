/** Judges a certificate against an authority: path, dates, revocation, profile, and what one expects of it. */
@NullMarked
package uk.route2b.pki.verify;

import org.jspecify.annotations.NullMarked;
