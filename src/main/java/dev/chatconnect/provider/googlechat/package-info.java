/** Google Chat: links users by OpenID Connect. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.provider.googlechat;
