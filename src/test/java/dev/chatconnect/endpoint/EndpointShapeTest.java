package dev.chatconnect.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointShapeTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SLACK_CHANNEL    | {'channelId':'C'}
          SLACK_USER       | {'userId':''}
          WEBHOOK          | {'url':'not a url'}
          WEBHOOK          | {'url':'u','channel':'c'}
          WEBHOOK          | {'url':'u','extra':1}
          PHONE            | {'phoneNumber':'+49'}
          MS_TEAMS_CHANNEL | {'teamId':'t','channelId':'c'}
          MS_TEAMS_USER    | {'userId':'u'}
          MS_TEAMS_USER    | {'userId':'u','tenantId':'t'}
          MS_TEAMS_USER    | {'userId':'u','extra':null}
          TELEGRAM_CHAT    | {'chatId':'1'}
          WEBEX_ROOM       | {'roomId':'r'}
          WEBEX_ROOM       | {'roomId':'r','parentId':'p'}
          WEBEX_PERSON     | {'personId':'p'}
          WEBEX_PERSON     | {'personEmail':'p@x'}
          LINE_USER        | {'userId':'u'}
          ZOOM_USER        | {'userId':'u'}
          GOOGLE_CHAT_USER | {'userId':'users/123456789'}
          GOOGLE_CHAT_USER | {'userId':'users/ann@example.com'}
          PAGERDUTY_SERVICE| {'routingKey':'abcdefghijklmnopqrstuvwxyz012345','region':'us'}
          OPSGENIE_INTEGRATION | {'apiKey':'abcdefgh-ijkl-mnop-qrst-uvwxyz012345','region':'eu'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g.x/oncall/integrations/v1/formatted_webhook/aB1/'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/integrations/v1/formatted_webhook/a','authToken':'t'}
          TOOL_WEBHOOK     | {'url':'http://h.x/a?b=c'}
          TOOL_WEBHOOK     | {'url':'https://h','headers':{'a':'b'},'method':'PATCH'}
          TOOL_WEBHOOK     | {'url':'https://h','headers':{}}
          TOOL_WEBHOOK     | {'url':'http://my_service:8080/hook'}
          TOOL_WEBHOOK     | {'url':'HTTPS://user:p@[::1]:8443?q={x}#f'}
          TOOL_WEBHOOK     | {'url':'https://bücher.example/ü'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://my_grafana/integrations/v1/formatted_webhook/a'}
          """)
  void accepts(EndpointType type, String endpoint) throws Exception {
    // When
    var matches = matches(type, endpoint);

    // Then
    assertThat(matches).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SLACK_CHANNEL    | {}
          SLACK_CHANNEL    | {'channelId':1}
          SLACK_CHANNEL    | {'channelId':'C','extra':1}
          SLACK_USER       | {'userId':null}
          SLACK_USER       | []
          SLACK_USER       | 'U1'
          SLACK_USER       | null
          WEBHOOK          | {'channel':'c'}
          WEBHOOK          | {'url':'u','channel':1}
          WEBHOOK          | {'url':'u','channel':null}
          WEBHOOK          | {'url':'u','channel':'c','extra':1}
          PHONE            | {'phoneNumber':49}
          MS_TEAMS_CHANNEL | {'teamId':'t'}
          MS_TEAMS_CHANNEL | {'teamId':'t','channelId':'c','extra':1}
          MS_TEAMS_USER    | {'tenantId':'t'}
          MS_TEAMS_USER    | {'userId':'u','tenantId':1}
          MS_TEAMS_USER    | {'userId':'u','tenantId':'t','extra':1}
          TELEGRAM_CHAT    | {'chatId':1}
          ZOOM_USER        | {'userId':'u','accountId':'a'}
          WEBEX_ROOM       | {'roomId':''}
          WEBEX_ROOM       | {'roomId':'r','parentId':''}
          WEBEX_ROOM       | {'roomId':'r','extra':1}
          WEBEX_PERSON     | {}
          WEBEX_PERSON     | {'personId':'p','personEmail':'e'}
          WEBEX_PERSON     | {'personId':''}
          LINE_USER        | {'userId':'u','extra':1}
          GOOGLE_CHAT_USER | {'userId':'123456789'}
          GOOGLE_CHAT_USER | {'userId':'users/'}
          GOOGLE_CHAT_USER | {'userId':'users/1/x'}
          GOOGLE_CHAT_USER | {'userId':'users/1','extra':1}
          PAGERDUTY_SERVICE| {'routingKey':'abcdefghijklmnopqrstuvwxyz012345'}
          PAGERDUTY_SERVICE| {'routingKey':'abcdefghijklmnopqrstuvwxyz01234-','region':'us'}
          PAGERDUTY_SERVICE| {'routingKey':'abcdefghijklmnopqrstuvwxyz012345\\n','region':'us'}
          PAGERDUTY_SERVICE| {'routingKey':'abcdefghijklmnopqrstuvwxyz012345','region':'US'}
          OPSGENIE_INTEGRATION | {'apiKey':'abcdefghijklmnopqrstuvwxyz0123456789','region':'eu'}
          OPSGENIE_INTEGRATION | {'apiKey':'abcdefgh-ijkl-mnop-qrst-uvwxyz012345','region':'eu','x':1}
          GRAFANA_ONCALL_INTEGRATION | {'url':'http://g/integrations/v1/formatted_webhook/a'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/integrations/v1/formatted_webhook/'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/integrations/v1/formatted_webhook/a/b'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/x?/integrations/v1/formatted_webhook/a'}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/integrations/v1/formatted_webhook/a','authToken':''}
          GRAFANA_ONCALL_INTEGRATION | {'url':'https://g/integrations/v1/formatted_webhook/a','x':1}
          TOOL_WEBHOOK     | {'url':'ftp://h'}
          TOOL_WEBHOOK     | {'url':'/relative'}
          TOOL_WEBHOOK     | {'url':'https://'}
          TOOL_WEBHOOK     | {'url':'https:///path'}
          TOOL_WEBHOOK     | {'url':'https://:80'}
          TOOL_WEBHOOK     | {'url':'https://user@/'}
          TOOL_WEBHOOK     | {'url':'https://h:x'}
          TOOL_WEBHOOK     | {'url':'https://a b/'}
          TOOL_WEBHOOK     | {'url':'https://h/\\r\\nx'}
          TOOL_WEBHOOK     | {'url':'https://h','headers':{'a':1}}
          TOOL_WEBHOOK     | {'url':'https://h','headers':[]}
          TOOL_WEBHOOK     | {'url':'https://h','method':'GET'}
          TOOL_WEBHOOK     | {'url':'https://h','extra':1}
          """)
  void refuses(EndpointType type, String endpoint) throws Exception {
    // When
    var matches = matches(type, endpoint);

    // Then
    assertThat(matches).isFalse();
  }

  private static boolean matches(EndpointType type, String endpoint) throws Exception {
    return EndpointShape.matches(type, new ObjectMapper().readTree(endpoint.replace('\'', '"')));
  }
}
