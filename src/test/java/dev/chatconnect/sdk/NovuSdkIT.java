package dev.chatconnect.sdk;

import dev.chatconnect.process.Packaged;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@TestProfile(Packaged.class)
class NovuSdkIT extends NovuSdkTest {

  @Override
  String application() {
    return Packaged.APPLICATION;
  }
}
