package dev.chatconnect.connect;

import java.net.URI;

/**
 * A page of this service that a journey begins at and comes back to.
 *
 * @param address need not be on the list of allowed redirects
 * @param visit digest of the cookie that the browser has there, see {@link VisitCookie#digest}
 */
public record OwnPage(URI address, String visit) {}
