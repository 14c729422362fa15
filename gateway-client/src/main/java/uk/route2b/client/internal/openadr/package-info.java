/** What the client has to know of OpenADR 2.0b: whom a payload is for, and which payload replaces another. */
@NullMarked
package uk.route2b.client.internal.openadr;

import org.jspecify.annotations.NullMarked;
