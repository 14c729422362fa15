/** What {@code server doctor} looks at: certificates, VTNs and what they answer, the gateway that runs. */
@NullMarked
package uk.route2b.server.doctor;

import org.jspecify.annotations.NullMarked;
