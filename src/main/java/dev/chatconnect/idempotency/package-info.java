/**
 * The {@code Idempotency-Key} layer: a repeated POST or PATCH gets the answer of the first one
 * instead of running again (draft-ietf-httpapi-idempotency-key-header-07).
 */
@org.jspecify.annotations.NullMarked
package dev.chatconnect.idempotency;
