/** Redis access: key names, atomic commits, paging over sorted sets, the embedded server. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.redis;
