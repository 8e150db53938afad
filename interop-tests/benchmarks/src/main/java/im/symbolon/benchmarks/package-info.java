/**
 * What the ratchet costs, measured with JMH beside its alternatives. How to run it, and what came
 * out: README.md of this module.
 */
package im.symbolon.benchmarks;
