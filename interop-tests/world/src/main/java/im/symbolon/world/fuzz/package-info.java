/**
 * The event fuzz: whatever can happen happens to three people with six devices, by a seed, and in
 * the end an oracle knows what every device has to show.
 *
 * <p>A {@link im.symbolon.world.fuzz.Script} is a world's seed and a list of {@link
 * im.symbolon.world.fuzz.FuzzEvent}s; {@link im.symbolon.world.fuzz.FuzzRun} lets it happen, and
 * the same script has the same {@link im.symbolon.world.fuzz.FuzzResult}, on every machine. Any
 * part of a script is a script, so that what is not needed for a finding can be left out.
 */
package im.symbolon.world.fuzz;
