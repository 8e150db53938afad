/**
 * What screens show and what people do on them, without any widget: shared by the desktop and
 * Android.
 *
 * <p>Each screen has one model. What it shows is one immutable record, which the model publishes
 * through a {@link im.symbolon.views.State}: always on the {@link im.symbolon.views.UiThread}, and
 * only the newest. What a person does is one call, which returns at once; the work is done on the
 * {@link im.symbolon.views.Backstage}. A screen never waits, and never meets the messenger.
 *
 * <ul>
 *   <li>{@link im.symbolon.views.Accounts}, {@link im.symbolon.views.FirstRun} – from nothing to a
 *       {@link im.symbolon.views.Session}, which hands out all other models
 *   <li>{@link im.symbolon.views.ChatListModel}, {@link im.symbolon.views.ChatModel} – talking
 *   <li>{@link im.symbolon.views.GroupModel}, {@link im.symbolon.views.SafetyModel}, {@link
 *       im.symbolon.views.DevicesModel} – who it is that reads
 *   <li>{@link im.symbolon.views.NotifyModel} – what a person is told while they look elsewhere
 *   <li>{@link im.symbolon.views.ProfileModel}, {@link im.symbolon.views.Faces}, {@link
 *       im.symbolon.views.SealModel} – oneself, how others look, and how a message was encrypted
 *   <li>{@link im.symbolon.views.Harmless}, {@link im.symbolon.views.Lookalike}, {@link
 *       im.symbolon.views.Links} – what strangers wrote, made so that it tricks nobody
 *   <li>{@link im.symbolon.views.SettingsModel}, {@link im.symbolon.views.Texts} – how it looks and
 *       in which language
 * </ul>
 *
 * <p>What goes wrong is a {@link im.symbolon.views.Problem}: the key of one sentence that says what
 * to do. No exception and no message of one ever reaches a screen.
 */
package im.symbolon.views;
