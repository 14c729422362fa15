/** The commands of pki-tools. Each reads its arguments, calls the library and says what it did. */
@NullMarked
package uk.route2b.pki.command;

import org.jspecify.annotations.NullMarked;
