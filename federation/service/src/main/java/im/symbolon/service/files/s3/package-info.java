/**
 * {@link im.symbolon.service.files} in an S3-compatible storage, by the AWS SDK with the JDK's own
 * HTTP client. Who keeps files on a local disk never loads a class of this package.
 */
package im.symbolon.service.files.s3;
