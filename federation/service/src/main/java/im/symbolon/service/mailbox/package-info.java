/** Placeholder. */
package im.symbolon.service.mailbox;
