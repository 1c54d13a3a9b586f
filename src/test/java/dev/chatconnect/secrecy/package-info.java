/**
 * Looks, while all tests run, for secrets where none may be: logs, spans, errors, metrics, Referer.
 */
package dev.chatconnect.secrecy;
