package im.symbolon.views;

import im.symbolon.messenger.chat.Target;

/**
 * Names one file of a chat.
 *
 * @param index which of its line, from 0
 */
public record FileKey(Target line, int index) {}
