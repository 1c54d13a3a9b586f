package dev.chatconnect.web;

/**
 * The success envelope of a single resource or a plain array: an object with exactly one key.
 *
 * @param data the resource
 */
public record Data<T>(T data) {}
