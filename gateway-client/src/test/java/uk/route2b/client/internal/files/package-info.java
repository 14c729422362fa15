/** Tests of the journal as files. */
@NullMarked
package uk.route2b.client.internal.files;

import org.jspecify.annotations.NullMarked;
