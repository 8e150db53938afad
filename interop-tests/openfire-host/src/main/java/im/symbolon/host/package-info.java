/**
 * A real Openfire 4.2.0 in a process of its own.
 *
 * <p>{@link im.symbolon.host.OpenfireLauncher} is the process's main class. This module's resources
 * hold what the published server jar lacks (a database script, a logging configuration) and {@code
 * classpath.txt}, which the build writes: the server's jars, separated by {@code |}. The lab starts
 * the process with those jars and this module, and never loads any of them itself.
 *
 * <p>Openfire 4.2.0 is the newest release on Maven Central and serves tests and demos on loopback
 * addresses only; an organisation runs Openfire 5 or later.
 */
package im.symbolon.host;
