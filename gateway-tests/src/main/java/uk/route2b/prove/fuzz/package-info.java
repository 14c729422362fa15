/**
 * Fuzzing of every parser that meets the network or a file of somebody else: one target a type, saved inputs in a text
 * file for each, replayed in every build; {@code prove fuzz} looks for new ones with Jazzer in a process of its own.
 */
@NullMarked
package uk.route2b.prove.fuzz;

import org.jspecify.annotations.NullMarked;
