/** A certificate authority in a folder: what stands in which file, and how a folder is made, opened and changed. */
@NullMarked
package uk.route2b.pki.authority;

import org.jspecify.annotations.NullMarked;
