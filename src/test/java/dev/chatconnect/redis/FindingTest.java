package dev.chatconnect.redis;

import java.util.List;
import java.util.Optional;

import dev.chatconnect.redis.Finding.Weight;
import io.vertx.redis.client.RedisClientType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.vertx.redis.client.RedisClientType.CLUSTER;
import static io.vertx.redis.client.RedisClientType.STANDALONE;
import static org.assertj.core.api.Assertions.assertThat;

class FindingTest {

  private static final String GOOD =
      """
      # Server\r
      redis_version:7.2.4\r
      # Memory\r
      maxmemory_policy:noeviction\r
      # Persistence\r
      rdb_last_bgsave_status:ok\r
      aof_enabled:1\r
      aof_last_write_status:ok\r
      # Replication\r
      role:master\r
      connected_slaves:1\r
      # Cluster\r
      cluster_enabled:0\r
      """;

  @Test
  void nothingIsSaidOfAServerThatKeepsItsData() {
    // When
    var findings = of(GOOD);

    // Then
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.2.11", "7.0.15", "8.0.1", "255.255.255", "unknown"})
  void aVersionThatHasWhatIsNeededIsTaken(String version) {
    // When
    var findings = of(GOOD.replace("7.2.4", version));

    // Then
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "5.0.7", "2.8.24"})
  void anOldVersionIsUnfit(String version) {
    // When
    var findings = of(GOOD.replace("7.2.4", version));

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.UNFIT);
    assertThat(findings.get(0).what()).contains(version);
  }

  @ParameterizedTest
  @CsvSource({
    "allkeys-lru, UNFIT",
    "allkeys-random, UNFIT",
    "volatile-lru, RISKY",
    "volatile-ttl, RISKY"
  })
  void evictionIsTold(String policy, Weight weight) {
    // When
    var findings = of(GOOD.replace("noeviction", policy));

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(weight);
    assertThat(findings.get(0).what()).contains(policy);
    assertThat(findings.get(0).remedy()).contains("CONFIG SET maxmemory-policy noeviction");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "''|persistence: none",
        "3600 1|snapshots only",
        "|snapshots unknown",
      },
      delimiter = '|')
  void aServerWithoutAnAppendOnlyFileIsRisky(String save, String told) {
    // When
    var findings =
        Finding.of(
            ServerInfo.of(
                GOOD.replace("aof_enabled:1", "aof_enabled:0"),
                Optional.ofNullable(save),
                Optional.empty()),
            STANDALONE,
            0);

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.RISKY);
    assertThat(findings.get(0).what()).contains(told);
  }

  @Test
  void anAppendOnlyFileThatIsNotSyncedIsRisky() {
    // When
    var findings =
        Finding.of(ServerInfo.of(GOOD, Optional.of(""), Optional.of("no")), STANDALONE, 0);

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.RISKY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aof_last_write_status", "rdb_last_bgsave_status"})
  void aDiskThatFailsIsRisky(String field) {
    // When
    var findings = of(GOOD.replace(field + ":ok", field + ":err"));

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.RISKY);
  }

  @Test
  void aReplicaIsUnfit() {
    // When
    var findings = of(GOOD.replace("role:master", "role:slave"));

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.UNFIT);
  }

  @Test
  void aNodeOfAClusterWantsAClientForClusters() {
    // Given
    var node =
        ServerInfo.of(
            GOOD.replace("cluster_enabled:0", "cluster_enabled:1"),
            Optional.of(""),
            Optional.of("everysec"));

    // When
    var findings = Finding.of(node, STANDALONE, 0);

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.UNFIT);
    assertThat(Finding.of(node, CLUSTER, 1)).isEmpty();
  }

  @Test
  void replicasThatAreMissingAreTold() {
    // Given
    var server = ServerInfo.of(GOOD, Optional.of(""), Optional.of("everysec"));

    // When
    var findings = Finding.of(server, STANDALONE, 2);

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(Weight.RISKY);
    assertThat(Finding.of(server, STANDALONE, 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SENTINEL, 0, RISKY",
    "CLUSTER, 0, RISKY",
    "SENTINEL, 1, CHOICE",
    "CLUSTER, 1, CHOICE"
  })
  void fewerConfirmationsThanReplicasAreToldWhereOneTakesOverByItself(
      RedisClientType client, int confirmations, Weight weight) {
    // Given
    var server = withTwoReplicas();

    // When
    var findings = Finding.of(server, client, confirmations);

    // Then
    assertThat(findings).singleElement().extracting(Finding::weight).isEqualTo(weight);
    assertThat(findings.get(0).what()).contains("wait-replicas is " + confirmations, "2 replicas");
    assertThat(Finding.of(server, client, 2)).isEmpty();
  }

  @Test
  void replicasThatNobodyPromotesUnaskedMayLag() {
    // When
    var findings = Finding.of(withTwoReplicas(), STANDALONE, 0);

    // Then
    assertThat(findings).isEmpty();
  }

  private static ServerInfo withTwoReplicas() {
    return ServerInfo.of(
        GOOD.replace("connected_slaves:1", "connected_slaves:2"),
        Optional.of(""),
        Optional.of("everysec"));
  }

  private static List<Finding> of(String info) {
    return Finding.of(ServerInfo.of(info, Optional.of(""), Optional.of("everysec")), STANDALONE, 0);
  }
}
