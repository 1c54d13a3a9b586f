package dev.chatconnect.connection;

import dev.chatconnect.process.Packaged;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same of the packaged service. */
@QuarkusIntegrationTest
@TestProfile(Packaged.class)
class ConnectionPathIT extends ConnectionPathTest {}
