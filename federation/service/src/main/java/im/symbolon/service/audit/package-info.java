/**
 * The log that an administrator accounts with: who was refused what by which rule, what was
 * changed, what was given up for want of room. No content, no keys.
 *
 * <p>Rows: what happened, whose doing it was, whom it concerned, why, when first and last within
 * the hour, how often. Bounded by age and number, see {@link
 * im.symbolon.service.audit.AuditLimits}.
 */
package im.symbolon.service.audit;
