/**
 * The one place on a server that holds a private key: the domain's own, which signs what the domain
 * says about itself (DESIGN §4, REVIEW 8). No user's key, nothing that decrypts.
 */
package im.symbolon.service.signer;
