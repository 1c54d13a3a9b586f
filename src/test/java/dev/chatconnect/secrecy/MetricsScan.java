package dev.chatconnect.secrecy;

import java.util.List;

import static io.restassured.RestAssured.given;

/** Metrics of the packaged service that the integration tests share. */
public final class MetricsScan {

  /** System property: where the service has its management port. */
  public static final String PORT = "chat-connect.packaged.management-port";

  private MetricsScan() {}

  /** Lines with secrets. */
  static List<String> take() {
    var metrics = given().port(Integer.getInteger(PORT)).get("/q/metrics");
    metrics.then().statusCode(200);
    return ProcessAnswers.findings(metrics.asString());
  }
}
