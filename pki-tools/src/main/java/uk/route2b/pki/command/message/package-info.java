/** The commands that sign, verify and show signed messages, ours and those of smart meters. */
@NullMarked
package uk.route2b.pki.command.message;

import org.jspecify.annotations.NullMarked;
