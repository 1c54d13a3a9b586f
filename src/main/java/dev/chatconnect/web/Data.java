package dev.chatconnect.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The success envelope of a single resource or a plain array: an object with exactly one key.
 *
 * @param data the resource
 */
@Schema(requiredProperties = "data")
public record Data<T>(T data) {}
