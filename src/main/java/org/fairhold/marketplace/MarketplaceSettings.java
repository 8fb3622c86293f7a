package org.fairhold.marketplace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the marketplace is.
 *
 * @param url what its {@code openapi/marketplace.yaml} is served under; blank: there is none, and commands wait
 * @param key what we show it
 * @param answerWithin the whole of an exchange; asking and sending together stay below the lease of a parcel
 */
@ConfigurationProperties("fairhold.marketplace")
record MarketplaceSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String key,
        @DefaultValue("3s") Duration connectWithin,
        @DefaultValue("10s") Duration answerWithin) {
    @Override
    public String toString() {
        return "MarketplaceSettings[url=%s]".formatted(url);
    }
}
