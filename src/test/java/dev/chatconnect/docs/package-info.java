/** Checks of the documentation. */
package dev.chatconnect.docs;
