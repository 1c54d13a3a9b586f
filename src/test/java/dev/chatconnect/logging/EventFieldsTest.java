package dev.chatconnect.logging;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventFieldsTest {

  private final EventFields fields = new EventFields(true);

  @Test
  void aLineOfAnEventGetsItsPairsAsFields() {
    // Given
    var line =
        line("event=keys_wrong environment=%s cause=\"%s\" empty=", "e1", "a key is missing");

    // When
    var kept = fields.isLoggable(line);

    // Then
    assertThat(kept).isTrue();
    assertThat(line.getMdcCopy())
        .containsEntry("event", "keys_wrong")
        .containsEntry("environment", "e1")
        .containsEntry("cause", "a key is missing")
        .containsEntry("empty", "");
    assertThat(line.getFormattedMessage())
        .isEqualTo("event=keys_wrong environment=e1 cause=\"a key is missing\" empty=");
  }

  @Test
  void anyOtherLineStaysAsItIs() {
    // Given
    var line = line("Installed features: %s", "a=b c=d");

    // When
    var kept = fields.isLoggable(line);

    // Then
    assertThat(kept).isTrue();
    assertThat(line.getMdcCopy()).isEmpty();
  }

  @Test
  void plainConsolesAreSparedTheWork() {
    // Given
    var line = line("event=%s", "access");

    // When
    new EventFields(false).isLoggable(line);

    // Then
    assertThat(line.getMdcCopy()).isEmpty();
  }

  private static ExtLogRecord line(String format, Object... parameters) {
    var line =
        new ExtLogRecord(
            Level.INFO, format, ExtLogRecord.FormatStyle.PRINTF, EventFieldsTest.class.getName());
    line.setParameters(parameters);
    return line;
  }
}
