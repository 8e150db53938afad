/**
 * One window of {@code ./symbolon demo --windows}: a desktop client that gets its account, and whom
 * to talk with, from the program that started it.
 */
package im.symbolon.swing.demo;
