/** Tests across real, federated servers. */
package im.symbolon.suite;
