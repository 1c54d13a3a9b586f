/**
 * Microsoft Teams: admin consent, sign-in with id_token validation, app-only tokens, app install.
 */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.msteams;
