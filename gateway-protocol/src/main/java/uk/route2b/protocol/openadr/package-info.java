/** What the gateway has to know of OpenADR 2.0b: message names, directions, services, and how a payload is carried. */
@NullMarked
package uk.route2b.protocol.openadr;

import org.jspecify.annotations.NullMarked;
