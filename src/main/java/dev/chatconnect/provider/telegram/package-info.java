/** Telegram: the deep link that links a user, the bot's webhook, and what the bot says. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.telegram;
