/**
 * The demo: two domains, some people, their devices and conversations that no server can read.
 * {@link im.symbolon.lab.demo.DemoCommand} is the command, {@link im.symbolon.lab.demo.Demo} the
 * story, {@link im.symbolon.lab.demo.Report} what came of it.
 */
package im.symbolon.lab.demo;
