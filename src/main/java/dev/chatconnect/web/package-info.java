/** HTTP edge: response envelope, error catalogue and mappers, request reading, security headers. */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.web;
