package dev.chatconnect.secrecy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the packaged service tells: no error and no metric holds a secret. */
public final class ProcessAnswers {

  private static final Pattern ONE_TIME = Pattern.compile("[?&](?:code|state)=([^&]{8,})");

  private ProcessAnswers() {}

  /** The same answer; fails when it is an error that holds a secret or what ends a journey. */
  public static HttpResponse<String> requireNoSecrets(HttpResponse<String> answer) {
    if (answer.statusCode() >= 400) {
      var told = answer.body() + answer.headers().map();
      assertThat(Secrets.told(told)).as("secret in an error: %s", told).isEmpty();
      var query = "?" + String.valueOf(answer.request().uri().getRawQuery());
      assertThat(ONE_TIME.matcher(query).results().map(found -> found.group(1)))
          .as("code or state in an error: %s", told)
          .noneMatch(told::contains);
    }
    return answer;
  }

  /** Lines of metrics with secrets. */
  public static List<String> findings(String metrics) {
    return ProcessLogs.findings(metrics).stream().map(line -> "metric: " + line).toList();
  }
}
