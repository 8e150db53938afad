/**
 * The command that lets whatever can happen happen, by as many seeds as wanted: {@link
 * im.symbolon.world.fuzz} behind {@code ./symbolon fuzz}.
 */
package im.symbolon.lab.fuzz;
