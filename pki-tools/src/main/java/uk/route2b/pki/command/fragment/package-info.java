/** The commands that cut a message into route 2a fragments, join them and count them. */
@NullMarked
package uk.route2b.pki.command.fragment;

import org.jspecify.annotations.NullMarked;
