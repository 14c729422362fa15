/** The journal as files: whole writes, fsync, rename, fsync of the folder. */
@NullMarked
package uk.route2b.client.internal.files;

import org.jspecify.annotations.NullMarked;
