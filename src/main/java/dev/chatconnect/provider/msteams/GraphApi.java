package dev.chatconnect.provider.msteams;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The methods of Microsoft Graph that are used. */
@Path("/v1.0")
interface GraphApi {

  /**
   * <a href="https://learn.microsoft.com/en-us/graph/api/appcatalogs-list-teamsapps">Lists apps of
   * the catalogue</a>; needs {@code AppCatalog.Read.All}.
   */
  @GET
  @Path("/appCatalogs/teamsApps")
  Uni<RestResponse<String>> apps(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @RestQuery("$filter") String filter);

  /**
   * <a href="https://learn.microsoft.com/en-us/graph/api/userteamwork-post-installedapps">Installs
   * an app for a user</a>; needs {@code TeamsAppInstallation.ReadWriteSelfForUser.All}.
   *
   * @param user a GUID
   * @param app JSON with {@code teamsApp@odata.bind}
   */
  @POST
  @Path("/users/{user}/teamwork/installedApps")
  @Consumes(MediaType.APPLICATION_JSON)
  Uni<RestResponse<String>> install(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @RestPath("user") String user,
      Map<String, String> app);

  /**
   * <a href="https://learn.microsoft.com/en-us/graph/api/organization-list">Lists the tenant</a>.
   */
  @GET
  @Path("/organization")
  Uni<RestResponse<String>> organization(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @RestQuery("$select") String select);
}
