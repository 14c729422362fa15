/** The eight certificate profiles as data, for the issuer that writes them and the checker that reads them. */
@NullMarked
package uk.route2b.pki.profile;

import org.jspecify.annotations.NullMarked;
