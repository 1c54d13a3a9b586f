package dev.chatconnect.nativeimage;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.CipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextOption;
import io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.NullUnmarked;

/**
 * Leads Netty's newer way to a client's TLS context to the older one. Quarkus replaces the older by
 * the JDK's TLS; the newer, which Netty calls since 4.1.13x, would bind OpenSSL, whose classes are
 * not there. To be removed when Quarkus knows the newer way.
 */
@TargetClass(SslContext.class)
@NullUnmarked
final class JdkTlsOnly {

  private JdkTlsOnly() {}

  @Alias
  @SafeVarargs
  static native SslContext newClientContextInternal(
      SslProvider provider,
      Provider sslContextProvider,
      X509Certificate[] trustCert,
      TrustManagerFactory trustManagerFactory,
      X509Certificate[] keyCertChain,
      PrivateKey key,
      String keyPassword,
      KeyManagerFactory keyManagerFactory,
      Iterable<String> ciphers,
      CipherSuiteFilter cipherFilter,
      ApplicationProtocolConfig apn,
      String[] protocols,
      long sessionCacheSize,
      long sessionTimeout,
      boolean enableOcsp,
      SecureRandom secureRandom,
      String keyStoreType,
      String endpointIdentificationAlgorithm,
      Map.Entry<SslContextOption<?>, Object>... options)
      throws SSLException;

  /** {@code startTls} matters to OpenSSL alone. */
  @Substitute
  @SafeVarargs
  static SslContext newClientContextInternal(
      SslProvider provider,
      Provider sslContextProvider,
      X509Certificate[] trustCert,
      TrustManagerFactory trustManagerFactory,
      X509Certificate[] keyCertChain,
      PrivateKey key,
      String keyPassword,
      KeyManagerFactory keyManagerFactory,
      Iterable<String> ciphers,
      CipherSuiteFilter cipherFilter,
      ApplicationProtocolConfig apn,
      String[] protocols,
      long sessionCacheSize,
      long sessionTimeout,
      @SuppressWarnings("unused") boolean startTls,
      boolean enableOcsp,
      SecureRandom secureRandom,
      String keyStoreType,
      String endpointIdentificationAlgorithm,
      Map.Entry<SslContextOption<?>, Object>... options)
      throws SSLException {
    return newClientContextInternal(
        provider,
        sslContextProvider,
        trustCert,
        trustManagerFactory,
        keyCertChain,
        key,
        keyPassword,
        keyManagerFactory,
        ciphers,
        cipherFilter,
        apn,
        protocols,
        sessionCacheSize,
        sessionTimeout,
        enableOcsp,
        secureRandom,
        keyStoreType,
        endpointIdentificationAlgorithm,
        options);
  }
}
