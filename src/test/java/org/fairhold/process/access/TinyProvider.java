package org.fairhold.process.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A little OpenID Connect provider on loopback: real HTTP, signed tokens. Whoever comes is signed in as its person. */
final class TinyProvider {
    static final String CLIENT = "the-desk";
    static final String SECRET = "a secret of the test";

    /** What a dishonest or broken provider, or somebody between, may do. */
    enum Fault {
        NONE,
        OTHER_NONCE,
        OTHER_KEY,
        OTHER_AUDIENCE,
        EXPIRED
    }

    private record Grant(Map<String, String> asked, Map<String, Object> person) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final RSAKey key = key();
    private final RSAKey otherKey = key();
    private final Map<String, Grant> grants = new HashMap<>();
    final List<Map<String, String>> signOuts = new ArrayList<>();
    Map<String, Object> person = Map.of();
    Fault fault = Fault.NONE;

    TinyProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/.well-known/openid-configuration", this::configuration);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/userinfo", this::userInfo);
        server.createContext("/logout", this::logout);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void configuration(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                Map.of(
                        "issuer",
                        issuer(),
                        "authorization_endpoint",
                        issuer() + "/authorize",
                        "token_endpoint",
                        issuer() + "/token",
                        "jwks_uri",
                        issuer() + "/jwks",
                        "userinfo_endpoint",
                        issuer() + "/userinfo",
                        "end_session_endpoint",
                        issuer() + "/logout",
                        "response_types_supported",
                        List.of("code"),
                        "subject_types_supported",
                        List.of("public"),
                        "id_token_signing_alg_values_supported",
                        List.of("RS256"),
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_basic")));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        var code = UUID.randomUUID().toString();
        grants.put(code, new Grant(asked, person));
        redirect(
                exchange,
                asked.get("redirect_uri") + "?code=" + code + "&state="
                        + requireNonNull(asked.get("state")).replace("=", "%3D"));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        var access = requireNonNull(exchange.getRequestHeaders().getFirst("Authorization"))
                .substring("Bearer ".length());
        answer(exchange, 200, requireNonNull(grants.get(access)).person());
    }

    private void token(HttpExchange exchange) throws IOException {
        var sent = parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        var grant = grants.remove(sent.get("code"));
        var basic = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET.replace(" ", "+")).getBytes(UTF_8));
        if (grant == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !challenge(requireNonNull(sent.get("code_verifier")))
                        .equals(grant.asked().get("code_challenge"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        var access = UUID.randomUUID().toString();
        grants.put(access, grant);
        answer(
                exchange,
                200,
                Map.of("access_token", access, "token_type", "Bearer", "expires_in", 300, "id_token", idToken(grant)));
    }

    private String idToken(Grant grant) {
        var now = Instant.now().minusSeconds(fault == Fault.EXPIRED ? 7200 : 0);
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(String.valueOf(grant.person().get("sub")))
                .audience(fault == Fault.OTHER_AUDIENCE ? "another" : CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim(
                        "nonce",
                        fault == Fault.OTHER_NONCE ? "another" : grant.asked().get("nonce"))
                .build();
        try {
            var signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            signed.sign(new RSASSASigner(fault == Fault.OTHER_KEY ? otherKey : key));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void logout(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        signOuts.add(asked);
        redirect(exchange, requireNonNull(asked.get("post_logout_redirect_uri")));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new HashMap<>();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            found.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return found;
    }

    private static void redirect(HttpExchange exchange, String where) throws IOException {
        exchange.getResponseHeaders().set("Location", where);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
