/** Payloads against an operator's copy of the OpenADR schema (design section 10, point 3). */
@NullMarked
package uk.route2b.server.checks.schema;

import org.jspecify.annotations.NullMarked;
