/**
 * Voice notes: Opus (RFC 6716) in Ogg (RFC 3533, RFC 7845), which Conversations, Dino and Gajim
 * play. The codec is Concentus; Ogg is read and written here, as what others send is hostile until
 * it was looked at: each page is checked, and everything has an end.
 */
package im.symbolon.views.voice;
