/** What a doctor of any program shares: what a look found, what a certificate says, and the report of it all. */
@NullMarked
package uk.route2b.commandline.doctor;

import org.jspecify.annotations.NullMarked;
