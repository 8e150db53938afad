/** What we compare with; compiled under the Maven profile {@code alternatives} only. */
package im.symbolon.benchmarks.alternatives;
