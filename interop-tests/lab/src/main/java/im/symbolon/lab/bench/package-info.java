/**
 * {@code symbolon bench service}: what the service does under load, beside what a server does
 * without it.
 *
 * <p>Two real Openfire servers with the plugin federate on loopback, each on a PostgreSQL database
 * of its own that makes every commit safe on the disk. In one run:
 *
 * <ol>
 *   <li>{@link im.symbolon.lab.bench.Claims}: keys are claimed, and then the same devices' whole
 *       bundles are fetched from PEP, by the same clients in the same way;
 *   <li>{@link im.symbolon.lab.bench.Crowd}: many clients, half on each domain, send to one another
 *       across the domains at a steady pace.
 * </ol>
 *
 * <p>Clients are {@link im.symbolon.lab.bench.LightClient}: a stream over TLS and nothing more, so
 * that the machine is left to the servers. What is delivered is counted by ids.
 */
package im.symbolon.lab.bench;
