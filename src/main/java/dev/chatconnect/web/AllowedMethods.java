package dev.chatconnect.web;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;

import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;

/**
 * Which methods a path takes, as {@code Allow} names them (RFC 9110 §10.2.1). The framework finds
 * that some other method would fit and does not tell which, so its routes are asked once more.
 */
@Singleton
class AllowedMethods {

  /** The framework answers it for every route. */
  private static final String ALWAYS = HttpMethod.OPTIONS;

  /** Made at the first request that needs it: routes are known once the service runs. */
  private volatile Optional<RequestMapper<InitialMatch>> classes = Optional.empty();

  /** In alphabetical order; empty where there is no such path. */
  Set<String> of(ResteasyReactiveRequestContext request) {
    var path = request.getPathWithoutPrefix();
    var methods = new TreeSet<String>();
    var mapper = classes(request.getDeployment());
    for (var match = mapper.map(path);
        match != null;
        match = mapper.continueMatching(path, match)) {
      methodsOf(match).forEach(methods::add);
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(ALWAYS);
    }
    return methods;
  }

  private RequestMapper<InitialMatch> classes(Deployment deployment) {
    var known = classes;
    if (known.isEmpty()) {
      known = Optional.of(new RequestMapper<>(new ArrayList<>(deployment.getClassMappers())));
      classes = known;
    }
    return known.orElseThrow();
  }

  private static Stream<String> methodsOf(RequestMatch<InitialMatch> match) {
    var rest = match.remaining.isEmpty() ? "/" : match.remaining;
    return Stream.of(match.value.handlers)
        .filter(ClassRoutingHandler.class::isInstance)
        .map(ClassRoutingHandler.class::cast)
        .flatMap(routes -> routes.getMappers().entrySet().stream())
        .filter(route -> route.getKey() != null && route.getValue().map(rest) != null)
        .map(Map.Entry::getKey);
  }
}
